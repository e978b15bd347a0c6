"""The trained combination: a conditional logit over occupations and "nothing in particular".

The probability of an occupation is exp(weights * features) over the sum of that for all occupations and
exp(bar), where `bar` stands for a text that tells of nothing in particular. evaluation/skills/train.py learns
the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from backends.skills.core.files import read_table
from backends.skills.core.schema import StrictRow
from backends.skills.matching.features import FEATURES, Matrix
from backends.skills.matching.result import Confidence
from backends.skills.matching.words import SKILLS_DATA

SMALLEST = 1e-3
MODEL = SKILLS_DATA / "model.yml"


class SkillWeights(StrictRow):
    """How skills are drawn from occupations: by the kind of relation, by rarity, and from the text itself.

    `sharpness` is the power that the occupations' probabilities are raised to.
    """

    sharpness: float = Field(ge=1)

    chosen: float = Field(ge=0)
    essential: float = Field(ge=0)
    optional: float = Field(ge=0)
    rarity: float = Field(ge=0)
    told: float = Field(ge=0)
    official: float = Field(ge=0)


class CertaintyWeights(StrictRow):
    """Logistic regression of being right on the logarithm of the probability and the words' rarity."""

    chance: float = Field(ge=0)
    rarity: float = Field(ge=0)
    bias: float


class Thresholds(StrictRow):
    """Least certainty of high and of medium confidence; a text whose best is below `vague` is vague."""

    high: float = Field(gt=0, le=1)
    medium: float = Field(gt=0, le=1)
    vague: float = Field(ge=0, le=1)


class ModelTable(StrictRow):
    """model.yml."""

    weights: dict[str, float]
    bar: float
    certainty: CertaintyWeights
    thresholds: Thresholds
    skills: SkillWeights

    @field_validator("weights")
    @classmethod
    def _every_feature(cls, weights: dict[str, float]) -> dict[str, float]:
        if set(weights) != set(FEATURES):
            raise ValueError(f"must name these features: {', '.join(FEATURES)}")
        return weights


@dataclass(frozen=True, slots=True)
class Model:
    """The numbers of model.yml."""

    weights: NDArray[np.float32]
    bar: float
    certainty_weights: CertaintyWeights
    thresholds: Thresholds
    skills: SkillWeights

    def probabilities(self, features: Matrix) -> NDArray[np.float32]:
        """The probability of each occupation; what is missing to 1 is that of nothing in particular."""
        scores = features @ self.weights
        top = max(float(scores.max(initial=self.bar)), self.bar)
        raised = np.exp(scores - np.float32(top))
        return np.asarray(raised / (raised.sum() + np.exp(self.bar - top)), dtype=np.float32)

    def certainty(self, chance: float, rarity: float) -> float:
        """The chance that an occupation of this probability, resting on words of this rarity, is right."""
        weights = self.certainty_weights
        score = weights.chance * log(chance + SMALLEST) + weights.rarity * rarity + weights.bias
        return 1 / (1 + exp(-score))

    def confidence(self, certainty: float, rests_on_words: bool) -> Confidence:
        """Without words to rest on, nothing is more than a guess."""
        if not rests_on_words or certainty < self.thresholds.medium:
            return Confidence.LOW
        return Confidence.HIGH if certainty >= self.thresholds.high else Confidence.MEDIUM


@lru_cache(maxsize=2)
def load_model(path: Path = MODEL) -> Model:
    """Reads the numbers; SkillsDataError for a mistake in them."""
    table = read_table(path, path.parent, ModelTable)
    weights = np.asarray([table.weights[name] for name in FEATURES], dtype=np.float32)
    return Model(weights, table.bar, table.certainty, table.thresholds, table.skills)
