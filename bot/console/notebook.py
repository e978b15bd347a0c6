"""Writes deeds into the audit trail, those of one moment together: they share the lock and the disk.

Whoever notes waits until it is on the disk. Nobody waits longer than before for the lock, as one writer
stands for all.
"""

import asyncio

from bot.console import audit
from bot.console.audit import Deed
from bot.conversations.database import Database
from bot.conversations.wall import outside_context

MOST_AT_ONCE = 100


class Notebook:
    """The trail's writer of this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Deed, asyncio.Future[None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def note(self, deed: Deed) -> None:
        """Write a deed down. Raises what the database raises: what is not written down does not happen."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((deed, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_all(), context=outside_context())
        await done

    async def _write_all(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            try:
                async with self._database.writing() as session:
                    await audit.record(session, *(deed for deed, _ in some))
            except Exception as error:  # noqa: BLE001 - whoever noted one of them is told, whatever it is
                self._end(some, error)
            else:
                self._end(some, None)

    @staticmethod
    def _end(some: list[tuple[Deed, asyncio.Future[None]]], error: Exception | None) -> None:
        for _, done in some:
            if done.done():  # who noted it has gone
                continue
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error)
