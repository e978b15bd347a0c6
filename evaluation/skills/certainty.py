"""Learns how certain the best occupation of a text is: a logistic regression (model.Model.certainty)."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from backends.skills.core import Core
from backends.skills.domain import Taxonomy
from backends.skills.embedded import reader, whole_index
from backends.skills.matching.evidence import occupation_evidence
from backends.skills.matching.features import FeatureMaker
from backends.skills.matching.floret import shared_floret
from backends.skills.matching.model import SMALLEST, Model
from evaluation.skills.judged import Judged

_STEPS, _STEP = 4_000, 0.5
type Column = NDArray[np.float64]


def learn_certainty(
    taxonomy: Taxonomy, core: Core, model: Model, judged: Sequence[Judged]
) -> dict[str, float]:
    """The entry `certainty` of model.yml; a vague text has no right occupation."""
    index = whole_index(taxonomy, core)
    maker = FeatureMaker(index, shared_floret())
    rows: list[tuple[float, float]] = []
    right: list[bool] = []
    for one in judged:
        read = reader().read(one.text)
        if not read.words:
            continue
        chances = model.probabilities(maker.features(maker.query(read)))
        best = int(chances.argmax())
        evidence = occupation_evidence(read, (best,), index, maker)[best]
        rows.append((log(float(chances[best]) + SMALLEST), evidence.rarity))
        right.append(taxonomy.occupations[best].uri in one.occupations)
    chance, rarity, bias = _logistic(np.asarray(rows), np.asarray(right, dtype=np.float64))
    return {"chance": round(chance, 3), "rarity": round(rarity, 3), "bias": round(bias, 3)}


def _logistic(rows: Column, right: Column) -> tuple[float, ...]:
    """Weights of the columns and the bias, by gradient descent on standardised columns."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    standard = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    weights = np.zeros(standard.shape[1])
    for _ in range(_STEPS):
        wrong = 1 / (1 + np.exp(-standard @ weights)) - right
        weights -= _STEP * standard.T @ wrong / len(right)
    plain = weights[:-1] / spread
    return (*map(float, plain), float(weights[-1] - (plain * mean).sum()))
