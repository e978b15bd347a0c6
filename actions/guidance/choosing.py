"""Buttons of the talks: the intent `choose` with a value such as "interests:likes:cook"."""

from collections.abc import Sequence

from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button


def choice(value: str) -> str:
    """The payload of a button that chooses something in a talk."""
    return f'/choose{{"{CHOICE_ENTITY}": "{value}"}}'


def chosen(guide: Guide) -> str:
    """The value that a button chose; empty for a message without one."""
    return next((one.value for one in guide.turn.entities if one.name == CHOICE_ENTITY), "")


def with_ways_past(guide: Guide, buttons: Sequence[Button], *, skip: bool = True) -> list[Button]:
    """The buttons, and the ways past a question: skip it, or talk to a human."""
    phrases = guide.intake.phrases
    past = [Button(phrases.skip_button, "/skip")] if skip else []
    return [*buttons, *past, Button(phrases.human_button, "/request_human")]
