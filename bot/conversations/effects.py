"""What an effect of a turn is applied to."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Conversation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an effect is applied: the conversation, and the (message, index) that keys it."""

    session: AsyncSession
    conversation: Conversation
    message_seq: int
    number: int

    @property
    def key(self) -> str:
        """A name for what the effect makes: the same when the turn is repeated."""
        return f"m{self.message_seq}-{self.number}"


Apply = Callable[[Place, Json], Coroutine[Any, Any, None]]
