"""The guide to occupations: details, neighbours, gaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backends.skills.core import load_core
from backends.skills.domain import Occupation, Relation, Skill, Taxonomy
from backends.skills.embedded import Skills
from backends.skills.guide import OccupationGuide
from backends.skills.matching.links import build_links
from tests.support.esco import OCC, SKILL
from tests.support.skills_data import write_data


@pytest.fixture
def guide(tmp_path: Path) -> OccupationGuide:
    """Three occupations, of which b shares two of its three essential skills with a, and c one."""
    needs = {"a": "1 2 3", "b": "1 2 4", "c": "1 5 6"}
    taxonomy = Taxonomy(
        tuple(Occupation(OCC + name, name, "5120") for name in needs),
        tuple(Skill(SKILL + str(number), f"taito {number}") for number in range(1, 8)),
        (
            *(
                Relation(OCC + name, SKILL + one, True)
                for name, ones in needs.items()
                for one in ones.split()
            ),
            Relation(OCC + "a", SKILL + "7", False),
        ),
        (("5120", "Ryhmä"),),
    )
    return OccupationGuide(taxonomy, build_links(taxonomy, load_core(write_data(tmp_path))))


def test_details_tell_essential_from_optional(guide: OccupationGuide) -> None:
    info = guide.occupation(OCC + "a")
    assert info is not None
    assert info.group == "Ryhmä"
    assert [one.label for one in info.essential] == ["taito 1", "taito 2", "taito 3"]
    assert [one.label for one in info.optional] == ["taito 7"]


def test_neighbours_share_at_least_two_skills(guide: OccupationGuide) -> None:
    near = guide.neighbours(OCC + "a", 5)
    assert near is not None
    assert [one.occupation.label for one in near] == ["b"]
    assert [one.label for one in near[0].missing] == ["taito 4"]
    assert 0 < near[0].share < 1


def test_what_one_could_do_with_one_s_skills(guide: OccupationGuide) -> None:
    found = guide.reachable([SKILL + "1", SKILL + "5", SKILL + "6", "unknown"], 5)
    assert [(one.occupation.label, one.share) for one in found] == [("c", 1.0)]
    assert guide.reachable([], 5) == ()


def test_a_gap(guide: OccupationGuide) -> None:
    gap = guide.gap("b", [SKILL + "1", SKILL + "2", "unknown"])
    assert gap is not None
    assert ([one.label for one in gap.missing], gap.unknown) == (["taito 4"], ("unknown",))
    assert gap.share == pytest.approx(2 / 3)


def test_unknown_occupations_are_none(guide: OccupationGuide, skills: Skills) -> None:
    assert guide.occupation("x") is None
    assert guide.neighbours("x", 3) is None
    assert guide.gap("x", []) is None
    assert skills.guide.occupation(OCC + "kokki") is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([SKILL + str(number) for number in range(1, 8)] + ["outo"]), max_size=12))
def test_a_gap_splits_the_essential_skills_and_names_the_strange(
    guide: OccupationGuide, held: list[str]
) -> None:
    gap = guide.gap(OCC + "a", held)
    assert gap is not None
    has, lacks = {one.uri for one in gap.held}, {one.uri for one in gap.missing}
    assert has | lacks == {SKILL + "1", SKILL + "2", SKILL + "3"}
    assert has == (has | lacks) & set(held)
    assert not has & lacks
    assert set(gap.unknown) == set(held) & {"outo"}
    assert gap.share == len(has) / 3
