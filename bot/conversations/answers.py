"""What the engine answers, read with care: only a whole turn counts.

The REST channel gives a list of items. A text starts a message; a `custom` directly behind it belongs to it.
The actions put `"turn": "done"` on the last one; without it the turn failed half-way, whatever else is there.
"""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

MESSAGE_KEYS = frozenset({"cards", "asking", "progress"})


@dataclass(slots=True)
class BotMessage:
    """One message of the bot, with the payloads still behind its buttons."""

    text: str = ""
    buttons: list[Json] = field(default_factory=list)
    cards: list[Json] = field(default_factory=list)
    asking: str | None = None
    progress: Json | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole turn: what to show, and what to change."""

    messages: tuple[BotMessage, ...]
    effects: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class EngineFailure:
    """The engine gave no whole answer. `reachable` tells whether it answered at all."""

    reason: str
    reachable: bool


def read_answer(items: Any) -> Answer | EngineFailure:
    """Read the REST channel's list. Anything unexpected is a failure, never a guess."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return EngineFailure("the answer is no list of items", reachable=True)
    messages: list[BotMessage] = []
    effects: list[Json] = []
    done = False
    open_message: BotMessage | None = None
    for item in items:
        if isinstance(item.get("text"), str):
            open_message = BotMessage(text=item["text"], buttons=_buttons(item.get("buttons")))
            messages.append(open_message)
        custom = item.get("custom")
        if isinstance(custom, dict):
            if MESSAGE_KEYS & custom.keys():
                if open_message is None:
                    open_message = BotMessage()
                    messages.append(open_message)
                _complete(open_message, custom)
            effects += [effect for effect in custom.get("effects") or () if isinstance(effect, dict)]
            done = done or custom.get("turn") == "done"
            open_message = None
    if not done:
        return EngineFailure("the turn is not whole", reachable=True)
    return Answer(tuple(messages), tuple(effects))


def _buttons(buttons: Any) -> list[Json]:
    return [
        {"title": str(button["title"]), "payload": str(button["payload"])}
        for button in buttons or ()
        if isinstance(button, dict) and button.get("title") and button.get("payload")
    ]


def _complete(message: BotMessage, custom: Json) -> None:
    message.cards = list(custom.get("cards") or ())
    message.asking = custom.get("asking")
    message.progress = custom.get("progress")
