"""Whether one wants to see what there is by now instead of more questions."""

from actions.dialogue.turn import Turn
from actions.guidance.interest_data import load_interests
from nlu.asking import begins_with_question
from nlu.naming import said


def has_enough(turn: Turn) -> bool:
    """Whether a message asks to be shown courses or directions at once: "näytä jo jotain"."""
    asks = turn.is_button or begins_with_question(turn.text)  # "riittääkö minun suomi" has not had enough
    return not asks and said(turn.text).names_any(load_interests().enough)
