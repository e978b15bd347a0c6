"""Confidences of training sentences that the model did not see: cross-validation over `FOLDS` parts.

The sets of evaluation/nlu have few wrong answers, and their errors have been worked on; here are hundreds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedKFold

from evaluation.nlu.variants import Variant
from nlu.intents.data import Labelled, read_training_data
from nlu.paths import ROOT

FOLDS = 4
SEED = 1


@dataclass(frozen=True)
class Answer:
    """How sure the model was of its answer, and whether it was right."""

    confidence: float
    right: bool


def unseen(variant: Variant) -> Iterator[tuple[Labelled, list[str], Any]]:
    """Yield each training sentence with the intents' names and probabilities, by the model that was trained
    without its part."""
    data = read_training_data(ROOT / "data" / "nlu")
    documents = [variant.read(example.text) for example in data]
    labels = [example.intent for example in data]
    parts = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(documents, labels)
    for seen, left_out in parts:
        classifier = variant.classifier()
        classifier.fit([documents[i] for i in seen], [labels[i] for i in seen])
        names, rows = classifier.probabilities([documents[i] for i in left_out])
        for index, row in zip(left_out, rows, strict=True):
            yield data[index], names, row


def cross_validated(variant: Variant) -> list[Answer]:
    """Return an answer for each training sentence."""
    answers: list[Answer] = []
    for example, names, row in unseen(variant):
        best = int(np.argmax(row))
        answers.append(Answer(float(row[best]), names[best] == example.intent))
    return answers


def lowest_threshold(answers: list[Answer], most_wrong: float, steps: list[float]) -> float:
    """Return the lowest of `steps` above which at most the share `most_wrong` of the wrong answers lies."""
    wrong = [answer.confidence for answer in answers if not answer.right]
    return next(
        (step for step in steps if sum(c >= step for c in wrong) <= most_wrong * len(wrong)), steps[-1]
    )
