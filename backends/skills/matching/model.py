"""The trained combination: a conditional logit over occupations and "nothing in particular".

The probability of an occupation is exp(weights * features) over the sum of that for all occupations and
exp(bar), where `bar` stands for a text that tells of nothing in particular. evaluation/skills/train.py learns
the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from backends.skills.core.files import read_table
from backends.skills.core.schema import StrictRow
from backends.skills.matching.features import FEATURES, Matrix
from backends.skills.matching.words import SKILLS_DATA

MODEL = SKILLS_DATA / "model.yml"


class SkillWeights(StrictRow):
    """How skills are drawn from occupations: by the kind of relation, by rarity, and from the text itself."""

    chosen: float = Field(ge=0)
    essential: float = Field(ge=0)
    optional: float = Field(ge=0)
    rarity: float = Field(ge=0)
    told: float = Field(ge=0)
    official: float = Field(ge=0)


class Thresholds(StrictRow):
    """Least probability of high and of medium confidence, and of being named at all."""

    high: float = Field(gt=0, le=1)
    medium: float = Field(gt=0, le=1)
    shown: float = Field(ge=0, le=1)


class ModelTable(StrictRow):
    """model.yml."""

    weights: dict[str, float]
    bar: float
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
    thresholds: Thresholds
    skills: SkillWeights

    def probabilities(self, features: Matrix) -> NDArray[np.float32]:
        """The probability of each occupation; what is missing to 1 is that of nothing in particular."""
        scores = features @ self.weights
        top = max(float(scores.max(initial=self.bar)), self.bar)
        raised = np.exp(scores - np.float32(top))
        return np.asarray(raised / (raised.sum() + np.exp(self.bar - top)), dtype=np.float32)


@lru_cache(maxsize=2)
def load_model(path: Path = MODEL) -> Model:
    """Reads the numbers; SkillsDataError for a mistake in them."""
    table = read_table(path, path.parent, ModelTable)
    weights = np.asarray([table.weights[name] for name in FEATURES], dtype=np.float32)
    return Model(weights, table.bar, table.thresholds, table.skills)
