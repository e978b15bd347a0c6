"""Trains on data/nlu, tests on evaluation/nlu/dev, writes evaluation/nlu/results.

`python -m evaluation.nlu.evaluate [--ablation | --held | --fresh]`, in environment A, with OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.nlu.data import DEV, FRESH, HELD, Case, read_cases
from evaluation.nlu.diet import measure_diet
from evaluation.nlu.metrics import EntityCounts, accuracy, count_entities, interval, macro_f1
from evaluation.nlu.risk import draw_risk_coverage
from evaluation.nlu.variants import Variant, variants
from nlu.intents.classifier import IntentClassifier
from nlu.intents.crisis import shared_lexicon
from nlu.intents.data import read_training_data
from nlu.intents.decision import Decision, Thresholds, decide
from nlu.intents.scored import Scored
from nlu.paths import ROOT
from nlu.reading import read_message

RESULTS = Path(__file__).resolve().parent / "results"
KEY_ENTITIES = ("place", "occupation", "field", "age", "employment_status", "education_level")
MOST_CONFUSIONS = 40


def train(variant: Variant, calibrate: bool = True) -> tuple[IntentClassifier, float]:
    """Train a variant on all training data; return it and the seconds that it took."""
    data = read_training_data(ROOT / "data" / "nlu")
    started = time.monotonic()
    classifier = IntentClassifier(variant.blocks())
    documents = [variant.read(example.text) for example in data]
    classifier.fit(documents, [example.intent for example in data], calibrate)
    return classifier, time.monotonic() - started


def ranked(classifier: IntentClassifier, variant: Variant, cases: list[Case]) -> list[list[Scored]]:
    """Return each case's ranking."""
    names, rows = classifier.probabilities([variant.read(case.text) for case in cases])
    return [[Scored(names[i], float(row[i])) for i in np.argsort(-row)] for row in rows]


def intent_figures(cases: list[Case], decisions: list[Decision]) -> dict[str, Any]:
    """Return accuracy and the like, as shares of one."""
    pairs = [(case.intent, decision.intent.name) for case, decision in zip(cases, decisions, strict=False)]
    wrong = [d for c, d in zip(cases, decisions, strict=False) if c.intent != d.intent.name]
    registers = sorted({case.register for case in cases})
    crisis = [
        d.intent.name == "crisis" for c, d in zip(cases, decisions, strict=False) if c.intent == "crisis"
    ]
    return {
        "sentences": len(cases),
        "accuracy": accuracy(pairs),
        "accuracy_95": interval(pairs, accuracy),
        "macro_f1": macro_f1(pairs),
        "macro_f1_95": interval(pairs, macro_f1),
        "top3": sum(
            c.intent in [s.name for s in d.ranking[:3]] for c, d in zip(cases, decisions, strict=False)
        )
        / len(cases),
        "by_register": {
            r: accuracy([p for c, p in zip(cases, pairs, strict=False) if c.register == r]) for r in registers
        },
        "acted": sum(d.kind == "act" for d in decisions) / len(decisions),
        "wrong_acted": sum(d.kind == "act" for d in wrong) / max(1, len(wrong)),
        "crisis_missed": crisis.count(False),
        "crisis_false": sum(
            d.intent.name == "crisis" and c.intent != "crisis" for c, d in zip(cases, decisions, strict=False)
        ),
        "confusions": [
            [w, g, n] for (w, g), n in Counter(p for p in pairs if p[0] != p[1]).most_common(MOST_CONFUSIONS)
        ],
    }


def entity_figures(cases: list[Case]) -> dict[str, Any]:
    """Return F1 by type and of the key types together, by type and value."""
    counts: dict[str, EntityCounts] = {}
    for case in cases:
        got = [(entity.entity, entity.value.lower()) for entity in read_message(case.text).entities]
        count_entities(case.entities, got, counts)
    together = EntityCounts(
        *(
            sum(getattr(counts.get(kind, EntityCounts()), name) for kind in KEY_ENTITIES)
            for name in ("right", "wrong", "missed")
        )
    )
    return {
        "key_types": together.f1,
        "by_type": {kind: {**vars(entry), "f1": entry.f1} for kind, entry in sorted(counts.items())},
    }


def timing(classifier: IntentClassifier, variant: Variant, cases: list[Case]) -> dict[str, float]:
    """Return milliseconds of a parse (analysis, entities, intent, decision), each text new to the message
    cache."""
    spent = []
    for case in cases:
        read_message.cache_clear()
        started = time.perf_counter()
        decide(
            read_message(case.text), classifier.rank(variant.read(case.text)), shared_lexicon(), Thresholds()
        )
        spent.append(1000 * (time.perf_counter() - started))
    p50, p95, p99 = np.percentile(spent, [50, 95, 99])
    return {"p50": float(p50), "p95": float(p95), "p99": float(p99)}


def measure_served(cases: list[Case]) -> tuple[dict[str, Any], list[Decision]]:
    """Measure the pipeline that is served, with the crisis layer and the thresholds."""
    served = variants()[-1]
    classifier, seconds = train(served)
    rankings = ranked(classifier, served, cases)
    lexicon, limits = shared_lexicon(), Thresholds()
    decisions = [
        decide(read_message(c.text), r, lexicon, limits) for c, r in zip(cases, rankings, strict=False)
    ]
    figures = {
        "intents": intent_figures(cases, decisions),
        "entities": entity_figures(cases),
        "milliseconds": timing(classifier, served, cases),
        "training_seconds": seconds,
        "temperature": classifier.temperature,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    return figures, decisions


def ablation(cases: list[Case]) -> list[dict[str, Any]]:
    """Measure every variant without crisis layer and thresholds."""
    rows = []
    for variant in variants():
        classifier, seconds = train(variant, calibrate=False)
        pairs = [
            (c.intent, r[0].name) for c, r in zip(cases, ranked(classifier, variant, cases), strict=False)
        ]
        spoken = [p for c, p in zip(cases, pairs, strict=False) if c.register == "spoken"]
        rows.append(
            {
                "pipeline": variant.name,
                "accuracy": accuracy(pairs),
                "accuracy_95": interval(pairs, accuracy),
                "macro_f1": macro_f1(pairs),
                "spoken": accuracy(spoken),
                "training_seconds": seconds,
            }
        )
        print(f"{variant.name:45} {accuracy(pairs):.3f}", flush=True)
    return rows


def as_markdown(rows: list[dict[str, Any]]) -> str:
    """Return the ablation as a table."""
    lines = ["| pipeline | accuracy (95 %) | macro-F1 | spoken | training |", "|---|---|---|---|---|"]
    for row in rows:
        low, high = row["accuracy_95"]
        lines.append(
            f"| {row['pipeline']} | {row['accuracy']:.1%} ({low:.1%} to {high:.1%}) | {row['macro_f1']:.1%} "
            f"| {row['spoken']:.1%} | {row['training_seconds']:.0f} s |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and write the results."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ablation", action="store_true")
    arguments.add_argument(
        "--diet-epochs", type=int, default=0, help="train DIET too; takes minutes an epoch"
    )
    arguments.add_argument("--errors", action="store_true", help="print every wrong answer")
    arguments.add_argument("--held", action="store_true", help="measure on evaluation/nlu/held, nothing else")
    arguments.add_argument(
        "--fresh", action="store_true", help="measure on evaluation/nlu/fresh, nothing else"
    )
    chosen = arguments.parse_args()
    folder = FRESH if chosen.fresh else HELD if chosen.held else DEV
    cases = read_cases(folder)
    figures, decisions = measure_served(cases)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / ("served.json" if folder == DEV else f"{folder.name}.json")).write_text(
        json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    if folder == DEV:
        draw_risk_coverage(cases, decisions, RESULTS / "risk_coverage.png")
    if chosen.errors:
        for case, decision in zip(cases, decisions, strict=False):
            if case.intent != decision.intent.name:
                got = f"{decision.intent.name:22} {decision.intent.confidence:.2f}"
                print(f"{case.intent:22} {got} {case.register:9} {case.text}")
    if chosen.diet_epochs:
        row = measure_diet(cases, chosen.diet_epochs)
        (RESULTS / "diet.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
    if chosen.ablation:
        rows = ablation(cases)
        (RESULTS / "ablation.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        (RESULTS / "ablation.md").write_text(as_markdown(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
