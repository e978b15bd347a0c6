"""What the course search is asked for, from answers and wishes."""

from pathlib import Path

from actions.dialogue.search import SearchWishes, search_wishes
from actions.intake.model import load_intake
from actions.intake.wishes import Wish

INTAKE = load_intake(Path("data/intake/adult.yml"))
FAMILY, FREE = (next(wish for wish in INTAKE.wishes if wish.id == name) for name in ("family", "free"))


def wanted(values: dict[str, str], *wishes: Wish, kind: str | None = None) -> SearchWishes:
    return search_wishes(values, {wish.id: wish for wish in wishes}, kind, INTAKE)


def test_the_field_the_place_and_the_way_of_study_are_asked_for() -> None:
    found = wanted({"field": "hoitoala", "place": "Oulu", "study_mode": "evening"})
    assert found == SearchWishes("hoitoala", "Oulu", (), ("evening",))


def test_any_way_of_study_is_no_wish() -> None:
    assert wanted({"study_mode": "any"}).modes == ()


def test_a_worry_brings_ways_of_study_unless_one_was_chosen() -> None:
    assert wanted({}, FAMILY).modes == FAMILY.modes
    assert wanted({"study_mode": "contact"}, FAMILY).modes == ("contact",)


def test_the_words_of_a_wish_go_with_the_field_and_never_alone() -> None:
    assert wanted({"field": "hoitoala"}, FREE).words == f"hoitoala {FREE.words}"
    assert wanted({}, FREE).words == ""


def test_the_kind_comes_from_the_flow_then_the_goal_then_the_time_there_is() -> None:
    language = {"goal": "language", "duration": "3"}
    assert wanted(language, kind="short").kinds == ("short",)
    assert wanted(language).kinds == ("language",)
    assert wanted({"goal": "occupation", "duration": "3"}).kinds == INTAKE.short_study.kinds
    assert wanted({"duration": "36"}).kinds == ()
    assert wanted({"duration": "ei hajuakaan"}).kinds == ()


def test_with_nothing_told_there_is_nothing_to_search_by() -> None:
    assert wanted({}, FAMILY).says_nothing
    assert not wanted({"place": "Oulu"}).says_nothing
