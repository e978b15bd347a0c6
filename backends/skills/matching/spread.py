"""From occupations to skills: what the likely occupations need, and what the words name themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backends.skills.matching.features import Query, alike, covered
from backends.skills.matching.index import Index
from backends.skills.matching.model import SkillWeights

type Scores = NDArray[np.float32]
_SMALLEST = 1e-9
_SAID, _TOLD = 0.45, 0.6


def spread(likely: Sequence[tuple[int, float]], index: Index, weights: SkillWeights) -> Scores:
    """Score of each skill (0 to 1) from rows of occupations with their probabilities (a noisy or).

    The probabilities are sharpened first, so that what many unlikely occupations share does not rise.
    """
    links = index.links
    raised = np.asarray([chance for _, chance in likely], dtype=np.float64) ** weights.sharpness
    scale = min(1.0, sum(chance for _, chance in likely)) / max(float(raised.sum()), _SMALLEST)
    none = np.ones(len(links.rarity), dtype=np.float32)
    by_kind = np.asarray([weights.optional, weights.essential, weights.chosen], dtype=np.float32)
    for (row, _), chance in zip(likely, raised * scale, strict=True):
        skills, kinds = links.of(row)
        rare = 1 - weights.rarity + weights.rarity * links.rarity[skills]
        none[skills] *= 1 - np.clip(np.float32(chance) * by_kind[kinds] * rare, 0, 0.99)
    return np.asarray(1 - none, dtype=np.float32)


def direct(query: Query, index: Index, weights: SkillWeights) -> Scores:
    """Score of each skill from the words alone: expressions that tell of it, and its own label."""
    told = index.skill_told.best(covered(index.skill_told, query.terms))
    named = index.skill_official.best(covered(index.skill_official, query.terms))
    like = index.skill_official.best(alike(index.skill_official, query.parts))
    label = np.where(named > _SAID, named, 0) * 0.5 + like * 0.5
    return np.asarray(
        weights.told * np.where(told > _TOLD, told, 0) + weights.official * label, dtype=np.float32
    )


def joined(first: Scores, second: Scores) -> Scores:
    """Both together: 1 less the chance that neither holds."""
    return np.asarray(1 - (1 - np.clip(first, 0, 1)) * (1 - np.clip(second, 0, 1)), dtype=np.float32)
