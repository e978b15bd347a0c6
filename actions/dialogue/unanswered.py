"""Notes what could not be answered, for those who keep the knowledge: single words, never a sentence.

The words are base forms in the order of the alphabet, without names and numbers. The gateway shows one only
where five people have used it (docs/adr/0062).
"""

from enum import StrEnum

from actions.dialogue.guide import Guide
from nlu.analysis import shared_analyzer

EFFECT = "question.unanswered"
TELLING = frozenset({"NOUN", "ADJ", "VERB", "X"})
MOST_WORDS, SHORTEST, LONGEST = 12, 3, 30
LONGEST_TEXT = 1_000


class Unanswered(StrEnum):
    """Why there was no answer, or no sure one."""

    NOT_UNDERSTOOD = "not_understood"
    OUT_OF_SCOPE = "out_of_scope"
    NO_COURSES = "no_courses"
    UNSURE = "unsure"  # it was answered or asked after, but the model was not sure what was meant


def note_unanswered(guide: Guide, kind: Unanswered, text: str = "") -> None:
    """Note it, once a turn; a button is no question. Of one that was only unsure no words are noted."""
    if guide.turn.is_button and kind is not Unanswered.NO_COURSES:
        return
    if any(effect.get("type") == EFFECT for effect in guide.reply.effects()):
        return
    likeliest = next(iter(guide.turn.candidates), None)
    guide.reply.do(
        {
            "type": EFFECT,
            "kind": str(kind),
            "intent": likeliest,
            "confidence": guide.turn.confidences.get(likeliest) if likeliest else None,
            "words": [] if kind is Unanswered.UNSURE else telling_words(text or guide.turn.text),
        }
    )


def telling_words(text: str) -> list[str]:
    """The base forms of a text that tell what it is about, each once, in the order of the alphabet."""
    tokens = shared_analyzer().tokens(text[:LONGEST_TEXT])
    masked = {at for at, token in enumerate(tokens) if at and tokens[at - 1].text == "["}
    words = {
        token.lemma
        for at, token in enumerate(tokens)
        if token.pos in TELLING
        and at not in masked
        and SHORTEST <= len(token.lemma) <= LONGEST
        and token.lemma.replace("-", "").isalpha()
    }
    return sorted(words)[:MOST_WORDS]
