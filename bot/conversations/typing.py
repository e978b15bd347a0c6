"""Signs that somebody types: kept by nobody, rung from one side of a conversation to the other.

They travel as rings of the bell, so they reach the other side in whichever process its stream is.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from bot.conversations.wake import Bell

LASTS_SECONDS = 6.0  # a sign holds so long; who goes on typing sends another

Side = Literal["learner", "counsellor"]


def ring_typing(bell: Bell, conversation_id: str, side: Side) -> None:
    """Let the other side know that this one types."""
    bell.ring(_key(conversation_id, side))


class Typist:
    """What one stream knows of whether the other side types."""

    def __init__(self) -> None:
        self.event = asyncio.Event()
        self._until = 0.0

    @property
    def types(self) -> bool:
        """Whether a sign has come of late. Asking takes note of one that has just come."""
        if self.event.is_set():
            self.event.clear()
            self._until = time.monotonic() + LASTS_SECONDS
        return time.monotonic() < self._until

    def stops(self) -> None:
        """A message has come: who wrote it does not type any more."""
        self.event.clear()
        self._until = 0.0

    @property
    def seconds_left(self) -> float | None:
        """After how many seconds the sign is over; None without one."""
        left = self._until - time.monotonic()
        return left if left > 0 else None


@contextmanager
def watching(bell: Bell, conversation_id: str, side: Side) -> Iterator[Typist]:
    """Watch whether a side types."""
    typist = Typist()
    with bell.listening(_key(conversation_id, side)) as event:
        typist.event = event
        yield typist


async def any_within(events: list[asyncio.Event], seconds: float) -> None:
    """Wait until one of the events is set, at most so long."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


def _key(conversation_id: str, side: Side) -> str:
    return f"{conversation_id} {side} types"
