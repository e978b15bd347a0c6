"""Asks which of some requests was meant, with a button for each."""

import json
from collections.abc import Sequence

from actions.dialogue.facts import WISH_ENTITIES
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.moments import keep_options
from actions.texts import read_texts


def ask_back(guide: Guide, response: str, names: Sequence[str], **values: str) -> None:
    """Ask which of some requests was meant; nothing else is asked in the same breath."""
    guide.asked_back = True
    buttons = _choices(names, guide)
    guide.reply.say(response, buttons=buttons, **values)
    keep_options(guide, [one.payload for one in buttons[:-1]], buttons[-1].payload)


def _choices(names: Sequence[str], guide: Guide) -> list[Button]:
    """A button for each intent, and one for none of them: back to the open question, or to the ways on."""
    titles = read_texts("intent_titles")
    none = "/repeat" if guide.state.flow is not None else "/help"
    named = _named(guide)
    return [
        *(Button(titles[name], f"/{name}{named}") for name in names),
        Button(titles["none_of_these"], none),
    ]


def _named(guide: Guide) -> str:
    """The occupation or field that the message names, for the payload of a button, so that it is not lost."""
    one = next((one for one in guide.turn.entities if one.name in WISH_ENTITIES), None)
    return json.dumps({one.name: one.value}, ensure_ascii=False) if one else ""
