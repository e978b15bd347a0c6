"""Tells that pay is not known and who knows it, and whether a message asks of it."""

from actions.dialogue.beginnings import has_word_beginning
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.dialogue.lengths import WORDS_BEFORE_A_STORY
from actions.guidance.choosing import with_ways_past
from actions.guidance.labels import plain_label
from actions.guidance.looking import looking_at
from actions.guidance.noting import note_other_facts
from actions.guidance.occupation_data import load_occupation_texts
from nlu.asking import asks_somewhere
from nlu.naming import said

OCCUPATION = "occupation"


def asks_of_pay(text: str) -> bool:
    """Whether a short message asks what one earns at a work; not what one gets while learning it."""
    pay, heard = load_occupation_texts().pay, said(text)
    asks = asks_somewhere(text) or text.lower().startswith(pay.first)
    if not asks or len(text.split()) > WORDS_BEFORE_A_STORY or heard.names_any(pay.unless):
        return False
    return heard.names_any(pay.asks) or all(heard.names_any(group) for group in pay.together)


def speaks_of_pay(text: str) -> bool:
    """Whether a message that asks of the work in an occupation names pay."""
    return has_word_beginning(text, load_occupation_texts().pay.words)


def say_pay(guide: Guide) -> None:
    """Say that it is not known and who tells, of the occupation that is meant where there is one."""
    note_other_facts(guide)
    pay, meant = load_occupation_texts().pay, _meant(guide)
    text = pay.of_one.format(label=meant) if meant else pay.text
    guide.reply.say_text(text, with_ways_past(guide, [], skip=False), {})


def _meant(guide: Guide) -> str | None:
    """The occupation that the message names, that was told of last, or that is looked for."""
    named = next((one.value for one in guide.turn.entities if one.name == OCCUPATION), None)
    if named:
        return named
    if (looking := looking_at(guide)) is not None:
        return plain_label(looking.label)
    wished = guide.facts.get(FIELD)
    return wished.value if wished and wished.entity == OCCUPATION else None
