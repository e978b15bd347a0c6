"""From profiles to classes: known values come through, words never do."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.impact import reading
from bot.impact.definitions import groups
from bot.settings import ROOT

DATA = ROOT / "data"


def profile(**facts: str) -> dict[str, Any]:
    return {f"fact.{name}": {"value": value, "said": "omia sanoja"} for name, value in facts.items()}


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("17", "u25"),
        ("24", "u25"),
        ("25", "25-39"),
        ("39", "25-39"),
        ("40", "40-54"),
        ("54", "40-54"),
        ("55", "55+"),
        ("110", "55+"),
        ("111", None),
        ("0", None),
        ("nelikymppinen", None),
        ("²", None),
        (None, None),
    ],
)
def test_ages_become_classes(age: str | None, band: str | None) -> None:
    assert reading.age_band(age) == band


@given(st.dictionaries(st.sampled_from(("employment_status", "education_level", "goal", "age")), st.text()))
def test_what_somebody_wrote_in_their_own_words_is_not_counted(facts: dict[str, str]) -> None:
    told = reading.told(profile(**facts))
    known = frozenset().union(*reading.KNOWN.values()) | {"u25", "25-39", "40-54", "55+", None}
    assert set(told.values()) <= known


@given(st.dictionaries(st.text(max_size=20), st.none() | st.integers() | st.text() | st.lists(st.text())))
def test_a_profile_of_any_shape_is_read(held: dict[str, Any]) -> None:
    shaped = {**held, "dialogue": held.get("a"), "fact.place": held.get("b"), "fact.age": held.get("c")}
    reading.told(shaped)
    reading.place_name(shaped)
    reading.questions(shaped, "asked")
    assert reading.left_at(shaped, wrote=True, suggested=False, saved=False)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"education_level": "basic"}, {"little_education"}),
        ({"education_level": "foreign"}, {"under_represented"}),
        ({"language": "little", "age": "60"}, {"under_represented", "over_55"}),
        ({"employment_status": "laid_off"}, {"out_of_work"}),
        ({"employment_status": "entrepreneur", "education_level": "higher"}, {"employed"}),
        ({"employment_status": "other"}, set()),
        ({}, set()),
    ],
)
def test_target_groups_follow_what_was_told(facts: dict[str, str], expected: set[str]) -> None:
    found = reading.target_groups(reading.told(profile(**facts)), groups(DATA))
    assert {name.removeprefix("group_") for name, belongs in found.items() if belongs} == expected


def test_a_search_for_a_part_of_a_degree_counts_as_one() -> None:
    told = reading.told({"dialogue": {"flow": "find_degree_part"}})
    assert reading.target_groups(told, groups(DATA))["group_degree_part"] == 1


def test_a_wish_and_a_barrier_are_the_same_worry() -> None:
    assert reading.wishes({"wish.free": "maksuton"})["wish_free"] == 1
    assert reading.wishes(profile(barriers="free"))["wish_free"] == 1
    assert sum(reading.wishes({}).values()) == 0


def test_the_wishes_and_answers_are_those_of_the_intake() -> None:
    import yaml

    intake = yaml.safe_load((DATA / "intake" / "adult.yml").read_text(encoding="utf-8"))
    assert {one["id"] for one in intake["wishes"]} == set(reading.WISHES)
    options = {
        one["id"]: {option["value"] for option in one.get("options", ())} for one in intake["questions"]
    }
    for name, known in reading.KNOWN.items():
        assert options[name] == known, name


@pytest.mark.parametrize(
    ("held", "reached", "place"),
    [
        ({}, (False, False, False), "greeting"),
        ({"dialogue": {"open": "age"}}, (True, True, True), "age"),
        ({}, (True, True, True), "saved"),
        ({}, (True, True, False), "suggestions"),
        ({}, (True, False, False), "talk"),
    ],
)
def test_where_a_conversation_stands(
    held: dict[str, Any], reached: tuple[bool, bool, bool], place: str
) -> None:
    wrote, suggested, saved = reached
    assert reading.left_at(held, wrote=wrote, suggested=suggested, saved=saved) == place
