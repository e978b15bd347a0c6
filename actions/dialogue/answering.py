"""Reads the words of a message as an answer: to the open question, or to another one that they name. Pure."""

from collections.abc import Collection

from actions.dialogue.facts import Fact
from actions.dialogue.named_options import option_inside, option_left, option_of_another
from actions.dialogue.own_words import own_words
from actions.dialogue.turn import Turn
from actions.intake.model import Intake, Question


def answer_in_words(
    turn: Turn, open_question: Question | None, known: Collection[str], intake: Intake
) -> Fact | None:
    """The answer that a message gives by its words: a quick answer, one to another question, or own words."""
    if turn.is_button:
        return None
    return (
        option_inside(turn, open_question, in_any_form=True)
        or option_left(turn, open_question)
        or option_of_another(turn, open_question, known, intake)
        or own_words(turn, open_question)
    )
