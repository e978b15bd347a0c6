"""Trains on data/nlu, tests on the sets of evaluation/nlu, writes their figures to results/.

`python -m evaluation.nlu.evaluate [--errors]`, in environment A, a minute or two. One thread:
OMP_NUM_THREADS=1. All pipelines beside each other: `evaluation.nlu.ablation`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.nlu.data import SPLITS, Case, read_cases
from evaluation.nlu.figures import entity_figures, intent_figures
from evaluation.nlu.hostile import measure_long
from evaluation.nlu.pipelines import peak_memory, ranked, train
from evaluation.nlu.risk import draw_risk_coverage
from evaluation.nlu.variants import Variant, entities_of, variants
from nlu.intents.classifier import IntentClassifier
from nlu.intents.clauses import Heard
from nlu.intents.crisis import shared_lexicon
from nlu.intents.decision import Decision, Thresholds, decide
from nlu.intents.scored import Scored
from nlu.reading import read_message

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True)
class Served:
    """The pipeline that is served, trained on all training data in `seconds`."""

    classifier: IntentClassifier
    variant: Variant
    seconds: float

    def rankings(self, cases: Sequence[Case]) -> list[list[Scored]]:
        """Return what the classifier alone says."""
        return ranked(self.classifier, self.variant, cases)

    def decisions(self, cases: Sequence[Case]) -> list[Decision]:
        """Return what is said with the crisis layer and the thresholds in effect."""
        lexicon, limits = shared_lexicon(), Thresholds()
        return [
            decide(read_message(case.text), ranking, lexicon, limits, self.heard(case.text))
            for case, ranking in zip(cases, self.rankings(cases), strict=True)
        ]

    def parse(self, text: str) -> Decision:
        """Read one message from its text to the decision, as the engine does; nothing of it is cached."""
        read_message.cache_clear()
        ranking = self.classifier.rank(self.variant.read(text))
        return decide(read_message(text), ranking, shared_lexicon(), Thresholds(), self.heard(text))

    def heard(self, text: str) -> list[Heard]:
        """Return what the clauses of a message say by themselves."""
        return self.classifier.hear_clauses(self.variant.read(text))


def train_served() -> Served:
    """Train the last variant of the ablation, calibrated."""
    variant = variants()[-1]
    classifier, seconds = train(variant)
    return Served(classifier, variant, seconds)


def measure(served: Served, cases: Sequence[Case]) -> dict[str, Any]:
    """Return the figures of one set of sentences."""
    return {
        "intents": intent_figures(cases, served.decisions(cases)),
        "entities": entity_figures(cases, [entities_of(case.text) for case in cases]),
        "milliseconds": timing(served, cases),
        "training_seconds": served.seconds,
        "temperature": served.classifier.temperature,
        "memory_mb": peak_memory(),
    }


def timing(served: Served, cases: Sequence[Case]) -> dict[str, float]:
    """Return milliseconds of a parse: analysis, entities, intent, decision."""
    spent = []
    for case in cases:
        started = time.process_time()
        served.parse(case.text)
        spent.append(1000 * (time.process_time() - started))
    p50, p95, p99 = np.percentile(spent, [50, 95, 99])
    return {"p50": float(p50), "p95": float(p95), "p99": float(p99)}


def print_errors(cases: Sequence[Case], decisions: Sequence[Decision]) -> None:
    """Print every wrong answer: wanted, got, confidence, register, text."""
    for case, decision in zip(cases, decisions, strict=True):
        if case.intent != decision.intent.name:
            got = f"{decision.intent.name:22} {decision.intent.confidence:.2f}"
            print(f"{case.intent:22} {got} {case.register:9} {case.text}")


def main() -> None:
    """Measure every set and write the results and the risk-coverage curves."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--errors", choices=SPLITS, help="print every wrong answer of this set")
    chosen = arguments.parse_args()
    served = train_served()
    RESULTS.mkdir(exist_ok=True)
    curves = {}
    for name, folder in SPLITS.items():
        cases = read_cases(folder)
        write_json(f"{name}.json", measure(served, cases))
        curves[name] = (cases, served.decisions(cases))
    write_json("long.json", measure_long(served.parse))
    draw_risk_coverage(curves, RESULTS / "risk_coverage.png")
    if chosen.errors:
        print_errors(*curves[chosen.errors])


def write_json(name: str, figures: dict[str, Any]) -> None:
    """Write figures to results/ and to standard output."""
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    (RESULTS / name).write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
