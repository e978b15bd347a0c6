"""Wakes those who wait for news of a conversation, within this process; `pass_on` tells the others."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

RECHECK_SECONDS = 5.0  # who waits looks again: another process's ring may be lost
QUEUE = "queue"  # rings when the queue of those who wait for a human changes; no conversation is called so


def desk_of(counsellor: str) -> str:
    """What rings when somebody writes to a counsellor who has the conversation; no id looks so."""
    return f"desk of {counsellor}"


class Bell:
    """One bell for each conversation. A listener that began before a ring never misses it."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.closed = False
        self.queue_rings = 0  # how often the queue has rung: what was read of it before may be old
        self.pass_on: Callable[[str], None] | None = None
        self._watchers: list[Callable[[str], None]] = []

    def ring(self, conversation_id: str) -> None:
        """Wake everyone who listens to this conversation, in other processes too."""
        self.ring_here(conversation_id)
        if self.pass_on is not None:
            self.pass_on(conversation_id)

    def ring_here(self, conversation_id: str) -> None:
        """Wake everyone in this process who listens to this conversation."""
        self.queue_rings += conversation_id == QUEUE
        for event in self._listeners.get(conversation_id, ()):
            event.set()
        for watcher in self._watchers:
            watcher(conversation_id)

    def watch(self, watcher: Callable[[str], None]) -> None:
        """Call a function for every ring, whatever it rings for."""
        self._watchers.append(watcher)

    def close(self) -> None:
        """Wake everyone for good: the process stops, and who waits must go."""
        self.closed = True
        for conversation_id in list(self._listeners):
            self.ring_here(conversation_id)

    @contextmanager
    def listening(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set by the next ring, and at once when the bell is closed."""
        event = asyncio.Event()
        if self.closed:
            event.set()
        self._listeners[conversation_id].add(event)
        try:
            yield event
        finally:
            self._listeners[conversation_id].discard(event)
            if not self._listeners[conversation_id]:
                del self._listeners[conversation_id]


async def rung_within(event: asyncio.Event, seconds: float) -> bool:
    """Wait for a ring, at most so long; say whether it came."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
