"""Occupations that are alike by their skills, and what their words lend each other."""

from __future__ import annotations

import numpy as np
import pytest

from backends.skills.core.load import Core
from backends.skills.domain import Occupation, Relation, Skill, Taxonomy
from backends.skills.matching.links import build_kin, build_links

OCCUPATIONS = tuple(Occupation(name, name) for name in ("leipuri", "kondiittori", "hitsaaja", "levyseppä"))
SKILLS = tuple(Skill(name, name) for name in ("leipoa", "koristella", "hitsata", "taivuttaa", "palvella"))
RELATIONS = (
    Relation("leipuri", "leipoa", True),
    Relation("kondiittori", "leipoa", True),
    Relation("kondiittori", "koristella", True),
    Relation("hitsaaja", "hitsata", True),
    Relation("levyseppä", "hitsata", False),
    Relation("levyseppä", "taivuttaa", True),
    Relation("leipuri", "palvella", False),
)
TAXONOMY = Taxonomy(OCCUPATIONS, SKILLS, RELATIONS)
KIN = build_kin(build_links(TAXONOMY, Core(TAXONOMY, {}, {}, ())))


def test_the_nearest_shares_skills_and_is_not_oneself() -> None:
    assert KIN.rows[:, 0].tolist() == [1, 0, 3, 2]
    assert all(row not in KIN.rows[row][KIN.likeness[row] > 0] for row in range(len(OCCUPATIONS)))
    assert ((KIN.likeness >= 0) & (KIN.likeness <= 1 + 1e-6)).all()


def test_words_of_one_speak_for_those_alike_only() -> None:
    lent = KIN.best(np.asarray([1, 0, 0, 0], dtype=np.float32))
    assert lent[1] > 0
    assert lent[[0, 2, 3]] == pytest.approx(0)
