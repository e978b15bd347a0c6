"""Brings rings of the bell from one gateway process to the others, by LISTEN and NOTIFY of PostgreSQL.

A ring says only that there is news of a conversation; what it is stands in the tables. A ring that is lost
costs a few seconds: who waits looks again by itself.

Rings are sent together, on a connection of their own and not in the transaction that made the news:
PostgreSQL commits transactions with a NOTIFY one after the other.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable

import psycopg

from bot.conversations.postgresql import connect
from bot.conversations.wake import Bell

CHANNEL = "suunta_news"
AGAIN_SECONDS = 1.0
MOST_WAITING = 10_000

Work = Callable[[psycopg.AsyncConnection], Awaitable[None]]


class News:
    """One process's part of the exchange."""

    def __init__(self, url: str, bell: Bell) -> None:
        self._url = url
        self._bell = bell
        self._name = secrets.token_hex(4)
        self._waiting: dict[str, None] = {}
        self._any = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Listen, and pass on what rings here."""
        self._bell.pass_on = self._note
        self._tasks = [
            asyncio.create_task(self._keep(self._listen)),
            asyncio.create_task(self._keep(self._tell)),
        ]

    async def stop(self) -> None:
        """Stop listening and telling."""
        self._bell.pass_on = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _note(self, conversation_id: str) -> None:
        if len(self._waiting) < MOST_WAITING:
            self._waiting[conversation_id] = None
            self._any.set()

    async def _keep(self, work: Work) -> None:
        """Connect, work, and do it again when the database was away."""
        while True:
            with contextlib.suppress(psycopg.Error, OSError):
                async with await connect(self._url) as connection:
                    await work(connection)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        async for notice in connection.notifies():
            sender, _, conversation_id = notice.payload.partition(" ")
            if sender != self._name:
                self._bell.ring_here(conversation_id)

    async def _tell(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            await self._any.wait()
            self._any.clear()
            rung, self._waiting = list(self._waiting), {}
            await connection.execute(
                "SELECT pg_notify(%s, %s || ' ' || rung) FROM unnest(%s::text[]) AS rung",
                (CHANNEL, self._name, rung),
            )
