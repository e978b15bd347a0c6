"""Closes connections that never bring a whole request: the slow clients that would fill the house.

aiohttp limits idle connections that have had a request, and `read_json` limits slow bodies. Left over are
those that open a connection and send nothing, or a head one byte at a time (Slowloris).
"""

import asyncio
from collections.abc import Sequence
from typing import Protocol

HEAD_SECONDS = 10.0
LOOK_SECONDS = 2.0


class Connection(Protocol):
    """A connection as aiohttp's server lists it."""

    def force_close(self) -> None:
        """Close without waiting for anything."""


class House(Protocol):
    """A server that knows its connections (aiohttp.web.Server)."""

    @property
    def connections(self) -> Sequence[Connection]:
        """All that are open."""


class Doorkeeper:
    """Watches one server. `head_seconds` is what a connection gets for its first whole request head."""

    def __init__(self, head_seconds: float = HEAD_SECONDS) -> None:
        self._head_seconds = head_seconds
        self._asked: set[object] = set()
        self._silent_since: dict[Connection, float] = {}

    def note_request(self, connection: object) -> None:
        """A connection has brought a request; from now on aiohttp's own limits hold."""
        self._asked.add(connection)

    async def watch(self, house: House | None) -> None:
        """Look again and again until cancelled."""
        while house is not None:
            self.look(house, asyncio.get_running_loop().time())
            await asyncio.sleep(min(LOOK_SECONDS, self._head_seconds))

    def look(self, house: House, now: float) -> int:
        """Close who has been silent too long; return how many."""
        self._asked.intersection_update(house.connections)
        silent = [one for one in house.connections if one not in self._asked]
        self._silent_since = {one: self._silent_since.get(one, now) for one in silent}
        late = [one for one, since in self._silent_since.items() if now - since >= self._head_seconds]
        for connection in late:
            connection.force_close()
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        return len(late)
