"""A change of mind in other words than an entity: read as another quick answer to what is known."""

import pytest

from actions.dialogue.changed_answers import changed_in_words
from actions.dialogue.facts import Fact
from actions.dialogue.turn import Turn
from tests.support.services import INTAKE

KNOWN = {"study_mode": Fact("study_mode", "evening", "illalla")}


def said(text: str) -> Turn:
    return Turn(text, "nlu_fallback", (), {})


@pytest.mark.parametrize("text", ["en haluu iltasin, päivällä käy", "sittenkin ihan koululla, eikä kotona"])
def test_the_clause_that_denies_nothing_gives_the_new_answer(text: str) -> None:
    changed = changed_in_words(said(text), KNOWN, INTAKE)
    assert changed is not None
    assert (changed.question, changed.value) == ("study_mode", "contact")


@pytest.mark.parametrize("text", ["en haluu iltaisin", "ei enää iltaisin, kiitos", "iltaisin en pääse"])
def test_a_denial_of_what_was_known_leaves_any(text: str) -> None:
    changed = changed_in_words(said(text), KNOWN, INTAKE)
    assert changed is not None
    assert (changed.question, changed.value) == ("study_mode", "any")


def test_words_without_dots_are_the_same_answer() -> None:
    changed = changed_in_words(said("lahiopetus sopii sittenkin"), KNOWN, INTAKE)
    assert changed is not None
    assert changed.value == "contact"


@pytest.mark.parametrize(
    "text", ["en halua verkossa", "iltaisin", "käykö päivällä?", "koululla, kotoa käsin"]
)
def test_another_denial_the_same_a_question_or_two_answers_change_nothing(text: str) -> None:
    assert changed_in_words(said(text), KNOWN, INTAKE) is None


def test_what_was_never_answered_is_not_changed() -> None:
    assert changed_in_words(said("päivällä käy"), {}, INTAKE) is None
