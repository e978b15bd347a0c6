"""Writes the approved edits into the file that the backends lay over the release's facts.

Each gateway writes the file of its own machine, after an approval and again and again, so that one machine
learns what was approved on another. Nothing of the service waits for it: without the file, or with an old
one, the facts of before hold.
"""

import asyncio
import json
import os
from collections.abc import Sequence
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.database import Database
from bot.conversations.wake import rung_within
from bot.knowledge import edits
from bot.knowledge.schema import FactEdit

FILE_NAME = "facts-overlay.json"
AGAIN_SECONDS = 20.0

log = structlog.get_logger()


class Publisher:
    """Keeps the file in `folder` as the database has it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._database = database
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Write the file now and whenever it differs from the database."""
        self._task = asyncio.create_task(self._again_and_again())

    async def stop(self) -> None:
        """Write no more."""
        self._stopping.set()
        if self._task is not None:
            await self._task

    async def publish(self) -> bool:
        """Write the file unless it is as it should be; False, and a line in the log, where that fails."""
        try:
            async with self._database.reading() as session:
                content = overlay(await edits.approved(session))
            await asyncio.to_thread(write_if_different, self.path, content)
        except (SQLAlchemyError, OSError) as error:
            log.error("facts.overlay_not_written", error=type(error).__name__)
            return False
        return True

    async def _again_and_again(self) -> None:
        while not self._stopping.is_set():
            await self.publish()
            await rung_within(self._stopping, AGAIN_SECONDS)


def overlay(approved: Sequence[FactEdit]) -> bytes:
    """The file: the approved edits that change something."""
    found = [
        {"fact": one.fact_id, "number": one.id, "content": one.content}
        for one in approved
        if one.content is not None
    ]
    return json.dumps({"version": 1, "edits": found}, ensure_ascii=False, indent=1).encode()


def write_if_different(path: Path, content: bytes) -> None:
    """Put the file in its place whole, so that nobody reads half of it. Raises OSError."""
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)
