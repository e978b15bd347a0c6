"""Which quick answer a message names, or leaves by what it denies."""

import pytest

from actions.dialogue.named_options import (
    is_taken,
    named_in_passing,
    option_inside,
    option_left,
    option_named,
    option_of_another,
    worry_named,
)
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from tests.support.dialogue import guide_at
from tests.support.services import INTAKE

MODE, GOAL, BARRIERS = (INTAKE.question(name) for name in ("study_mode", "goal", "barriers"))


def said(text: str) -> Turn:
    return Turn(text, "nlu_fallback")


@pytest.mark.parametrize(
    ("text", "value"),
    [("paikan päälläkin", "contact"), ("opettaja ja ryhmä", "contact"), ("miten vaan", "any")],
)
def test_an_enclitic_or_another_word_beside_is_the_same_answer(text: str, value: str) -> None:
    state = DialogueState(flow="find_course", open="study_mode")
    guide = guide_at(state, Turn(text, "inform"))
    assert guide.note_answer()
    assert guide.values["study_mode"] == value


def test_other_forms_of_its_words_name_it_where_they_may() -> None:
    assert option_inside(said("ammatin"), GOAL) is None
    fact = option_inside(said("ammatin"), GOAL, in_any_form=True)
    assert fact is not None
    assert fact.value == "occupation"


def test_a_clause_that_denies_names_nothing() -> None:
    assert option_inside(said("ei verkossa"), MODE) is None
    assert option_named("en mitään kurssia", GOAL) is None


def test_a_no_to_one_leaves_the_other() -> None:
    left = option_left(said("ei mitään verkkokursseja"), MODE)
    assert left is not None
    assert left.value == "contact"


def test_a_worry_is_named_and_is_no_quick_answer() -> None:
    worry = worry_named("lapset ja sit se raha", BARRIERS)
    assert worry is not None
    assert worry.value == "family"
    assert option_inside(said("lapset"), BARRIERS) is None


def test_what_is_named_in_passing_is_told_and_not_asked() -> None:
    passing = named_in_passing(said("mulla on kaksi lasta"), BARRIERS)
    assert passing is not None
    assert passing.value == "family"
    assert named_in_passing(said("onko siellä lapsia?"), BARRIERS) is None


def test_the_words_of_another_question_answer_that_one_while_it_has_no_answer() -> None:
    fact = option_of_another(said("Päivällä."), GOAL, (), INTAKE)
    assert fact is not None
    assert (fact.question, fact.value) == ("study_mode", "contact")
    assert option_of_another(said("Päivällä."), GOAL, ("study_mode",), INTAKE) is None


def test_a_time_is_taken_by_work() -> None:
    assert is_taken("illat oon töissä")
    assert not is_taken("oikeissa hommissa oppisin")
    assert not is_taken("illalla sopii")
