"""Buttons that the gateway answers by itself, such as those of follow-ups: the engine never hears of them.

Their payload begins with a prefix that no typed text can become: a text has no payload.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.answers import BotMessage
from bot.conversations.schema import Conversation

PREFIX = "gateway:"

Values = Mapping[str, Any]
Handler = Callable[[AsyncSession, Conversation, Values], Awaitable[list[BotMessage]]]


def is_own(payload: str | None) -> bool:
    """Whether a payload is for the gateway."""
    return payload is not None and payload.startswith(PREFIX)


def button(title: str, name: str, **values: str) -> dict[str, str]:
    """A button that the handler of a name answers."""
    return {"title": title, "payload": f"{PREFIX}{name}{json.dumps(values, ensure_ascii=False)}"}


def read(payload: str) -> tuple[str, Values]:
    """The handler's name and the values of a payload that `button` made."""
    name, brace, rest = payload.removeprefix(PREFIX).partition("{")
    return name, json.loads(brace + rest)
