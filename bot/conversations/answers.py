"""What the engine answers, read with care: only a whole turn counts.

The REST channel gives a list of items. A text starts a message; a `custom` directly behind it belongs to it.
The actions put `"turn": "done"` on the last one; without it the turn failed half-way, whatever else is there.
"""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

Json = dict[str, Any]

MESSAGE_KEYS = frozenset({"cards", "asking", "progress"})
WHOLE = "done"


class FailureKind(StrEnum):
    """How a turn failed, which decides how long it is tried again."""

    UNREACHABLE = "unreachable"  # nobody listens: the engine cannot have seen the message
    BROKEN = "broken"  # the connection died in mid-turn
    ANSWERED = "answered"  # no whole turn: an error, half an answer, or none in time


@dataclass(frozen=True, slots=True)
class EngineFailure:
    """The engine gave no whole answer. `reason` holds nothing of any text."""

    kind: FailureKind
    reason: str


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


class _Button(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    payload: Annotated[str, Field(min_length=1, max_length=4_000)]


class _Progress(BaseModel):
    done: Annotated[int, Field(ge=0)]
    of: Annotated[int, Field(gt=0)]


class _Custom(BaseModel):
    cards: list[Json] | None = None
    asking: Annotated[str, Field(max_length=40)] | None = None
    progress: _Progress | None = None
    effects: list[Json] | None = None
    turn: str | None = None


class _Item(BaseModel):
    text: str | None = None
    buttons: list[_Button] | None = None
    custom: _Custom | None = None


_ITEMS = TypeAdapter(list[_Item])


def read_answer(raw: Any) -> Answer | EngineFailure:
    """Read the REST channel's list. Anything unexpected is a failure, never a guess.

    A whole turn that shows nothing is a failure too: a learner is never met with silence.
    """
    if not _can_be_kept(raw):
        return EngineFailure(FailureKind.ANSWERED, "the answer holds what is no text")
    try:
        items = _ITEMS.validate_python(raw)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return EngineFailure(FailureKind.ANSWERED, f"malformed answer at '{place}'")
    customs = [item.custom for item in items if item.custom]
    if not any(custom.turn == WHOLE for custom in customs):
        return EngineFailure(FailureKind.ANSWERED, "the turn is not whole")
    messages = tuple(message for message in _messages(items) if message.text.strip() or message.cards)
    if not messages:
        return EngineFailure(FailureKind.ANSWERED, "the turn says nothing")
    return Answer(messages, tuple(effect for custom in customs for effect in custom.effects or ()))


def _can_be_kept(raw: Any) -> bool:
    """Whether a database can store it: no lone surrogate, no NUL (PostgreSQL), no NaN, which is no JSON."""
    try:
        written = json.dumps(raw, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return b"\\u0000" not in written


def _messages(items: list[_Item]) -> list[BotMessage]:
    messages: list[BotMessage] = []
    open_message: BotMessage | None = None
    for item in items:
        if item.text is not None:
            open_message = BotMessage(item.text, [button.model_dump() for button in item.buttons or ()])
            messages.append(open_message)
        if item.custom and MESSAGE_KEYS & item.custom.model_fields_set:
            if open_message is None:
                open_message = BotMessage()
                messages.append(open_message)
            _complete(open_message, item.custom)
            open_message = None
    return messages


def _complete(message: BotMessage, custom: _Custom) -> None:
    message.cards = custom.cards or []
    message.asking = custom.asking
    message.progress = custom.progress.model_dump() if custom.progress else None
