"""The pipelines of the ablation, each run in a process of its own, so that times and memory are its own.

`python -m evaluation.nlu.pipelines NUMBER` (environment A) trains one linear variant, answers every test
set, and prints a `Run` as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from evaluation.nlu.data import SPLITS, Case, read_cases
from evaluation.nlu.variants import Variant, variants
from nlu.intents.classifier import IntentClassifier
from nlu.intents.data import read_training_data
from nlu.intents.scored import Scored
from nlu.paths import ROOT
from nlu.reading import read_message


@dataclass(frozen=True)
class Run:
    """What one pipeline answered, case by case, and what it cost.

    `intents` and `entities` are by split; entities are (type, value in lower case), None where the pipeline
    finds none. `milliseconds` are of the single messages of the development set, `memory_mb` is the peak.
    Times are the processor's: what a quiet machine takes, whatever else runs on this one.
    """

    pipeline: str
    intents: dict[str, list[str]]
    entities: dict[str, list[list[tuple[str, str]]]] | None
    milliseconds: list[float]
    training_seconds: float
    memory_mb: float

    def as_json(self) -> str:
        """Return the run as one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def peak_memory() -> float:
    """Return this process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def train(variant: Variant, calibrate: bool = True) -> tuple[IntentClassifier, float]:
    """Train a variant on all training data; return it and the processor's seconds that it took."""
    data = read_training_data(ROOT / "data" / "nlu")
    started = time.process_time()
    classifier = variant.classifier()
    documents = [variant.read(example.text) for example in data]
    classifier.fit(documents, [example.intent for example in data], calibrate)
    return classifier, time.process_time() - started


def ranked(classifier: IntentClassifier, variant: Variant, cases: Sequence[Case]) -> list[list[Scored]]:
    """Return each case's ranking."""
    names, rows = classifier.probabilities([variant.read(case.text) for case in cases])
    return [[Scored(names[i], float(row[i])) for i in np.argsort(-row)] for row in rows]


def timed(classifier: IntentClassifier, variant: Variant, cases: Sequence[Case]) -> list[float]:
    """Return the milliseconds of each parse, every text new to the cache of messages."""
    spent = []
    for case in cases:
        read_message.cache_clear()
        started = time.process_time()
        classifier.rank(variant.read(case.text))
        spent.append(1000 * (time.process_time() - started))
    return spent


def run_variant(variant: Variant) -> Run:
    """Train a linear variant and let it answer every set."""
    classifier, seconds = train(variant, calibrate=False)
    splits = {name: read_cases(folder) for name, folder in SPLITS.items()}
    intents = {name: [row[0].name for row in ranked(classifier, variant, c)] for name, c in splits.items()}
    entities: Any = None
    if variant.entities is not None:
        entities = {name: [variant.entities(case.text) for case in c] for name, c in splits.items()}
    milliseconds = timed(classifier, variant, splits["dev"])
    return Run(variant.name, intents, entities, milliseconds, seconds, peak_memory())


if __name__ == "__main__":
    print(run_variant(variants()[int(sys.argv[1])]).as_json())
