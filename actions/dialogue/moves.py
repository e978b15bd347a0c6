"""What an unclear message likely does in a conversation: a way past, a why, a goodbye."""

from typing import Final

from actions.dialogue.ids import WORRY
from actions.dialogue.kin import of_kin
from actions.dialogue.turn import Turn
from nlu.asking import QUESTION_WORDS

FALLBACK: Final = "nlu_fallback"
PAST: Final = frozenset(
    {"dont_know", "skip", "why_asked", "go_back"}
)  # of little harm where it was not meant
CLOSING: Final = frozenset({"goodbye", "thank", "stop", "greet"})
LIKELY: Final = 0.5
WHY: Final = "miks"


def likely_intent(turn: Turn) -> str | None:
    """The likeliest meaning of an unclear message, where it is likelier than all others together."""
    top = next(iter(turn.candidates), None)
    likely = top is not None and turn.confidences.get(top, 0.0) >= LIKELY
    return of_kin(top, turn.text) if top is not None and likely else None


def bare_question(text: str) -> str | None:
    """What a question word alone asks of the open question: "miks" its reason, "mitä" what it means."""
    words = text.lower().strip(" .!?").split()
    if len(words) != 1 or words[0] not in QUESTION_WORDS:
        return None
    return "why_asked" if words[0].startswith(WHY) else "clarify"


def move_meant(turn: Turn) -> str | None:
    """The move past an open question, or the worry, that an unclear message likely is."""
    meant = likely_intent(turn) if turn.intent == FALLBACK else None
    return meant if meant is not None and (meant in PAST or meant.startswith(WORRY)) else None
