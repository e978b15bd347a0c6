"""Whether the phrases of a quick answer stand in words."""

from actions.dialogue.phrases import options_in, said_by, stands_in
from nlu.expectation import base_forms
from tests.support.services import INTAKE

MODE, GOAL = INTAKE.question("study_mode"), INTAKE.question("goal")


def values(clause: str, *, in_any_form: bool = True) -> list[str]:
    return [option.value for option in options_in(clause, GOAL, in_any_form)]


def test_they_come_in_the_order_of_the_words() -> None:
    assert values("ammatti ja töitä")[0] == "occupation"
    assert values("töitä ja ammatti")[0] == "job"


def test_a_no_names_none() -> None:
    assert values("ei ammattia") == []


def test_as_written_they_stand_with_their_dots_or_without() -> None:
    contact = next(option for option in MODE.options if option.value == "contact")
    assert stands_in(contact, ["lahiopetus", "sopii"])
    assert stands_in(contact, ["paikan", "päälläkin"])
    assert not stands_in(contact, ["verkossa"])


def test_it_is_said_where_there_is_not_a_word_more() -> None:
    said = said_by(base_forms("Päivällä."), MODE)
    assert said is not None
    assert said.value == "contact"
    assert said_by(base_forms("päivällä käyn kävelyllä"), MODE) is None
