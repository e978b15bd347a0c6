"""The one way on that the last message offered, so that "joo" takes it.

A message offers a way where it has one button besides the way to a human, and no question is open. The
button's payload is kept in the profile for one turn.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.dialogue.rules import response_buttons, response_of
from actions.dialogue.turn import Entity

PROFILE_KEY = "offer"
HUMAN = "/request_human"


def keep_offer(guide: Guide) -> None:
    """Keep what this turn's last message offers; forget an older offer. One that a skill has kept stays."""
    if guide.reply.kept.get(PROFILE_KEY) is not None:
        return
    offer = None if guide.state.open or guide.state.confirming or guide.state.halted else _offer(guide)
    if offer is not None:
        guide.reply.store(PROFILE_KEY, offer)
    elif not guide.reply.cleared and PROFILE_KEY in guide.turn.profile:
        guide.reply.forget(PROFILE_KEY)


def take_offer(guide: Guide) -> str | None:
    """Read the turn as the button that the last message offered. Returns its intent, if there was one."""
    offered = guide.turn.profile.get(PROFILE_KEY)
    if not isinstance(offered, str) or guide.is_answer or guide.open_question is not None:
        return None
    return read_as_button(guide, offered)


def read_as_button(guide: Guide, payload: str) -> str:
    """Read the turn as if this button had been pressed. Returns its intent."""
    intent, brace, values = payload.removeprefix("/").partition("{")
    named = json.loads(brace + values) if brace else {}
    entities = tuple(Entity(name, str(value), str(value)) for name, value in named.items())
    guide.turn = replace(guide.turn, text=payload, intent=intent, entities=entities)
    return intent


def _offer(guide: Guide) -> str | None:
    ways = [button.payload for button in last_buttons(guide) if button.payload != HUMAN]
    return ways[0] if len(ways) == 1 else None


def last_buttons(guide: Guide) -> Sequence[Button]:
    """The buttons of this turn's last message."""
    if not guide.reply.messages:
        response = response_of(guide.turn.intent)
        return response_buttons(response) if response else ()
    last = guide.reply.messages[-1]
    return [*(response_buttons(last.response) if last.response else ()), *last.buttons]
