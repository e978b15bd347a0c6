"""Whether a message comes after courses: what it changes is in effect in the next search."""

from actions.courses.shown import shown_courses
from actions.dialogue.guide import Guide

# What is done whatever else stands beside it.
OF_THEIR_OWN = frozenset(
    {"crisis", "request_human", "restart", "export_data", "set_reminder", "save_course", "goodbye", "stop",
     "show_plan", "bot_challenge", "explain_recommendation"}
)  # fmt: skip
MOST_WORDS = 40  # a longer message tells a story


def comes_after_courses(guide: Guide) -> bool:
    """Whether courses are in sight, nothing waits for an answer, and the message may speak of them."""
    after = guide.state.searched or bool(shown_courses(guide).current)
    too_long = len(guide.turn.text.split()) > MOST_WORDS
    return after and not (
        guide.waits or guide.turn.is_button or too_long or guide.turn.intent in OF_THEIR_OWN
    )
