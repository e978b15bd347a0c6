"""Claims: of all gateway processes on one database, one at a time works on a conversation.

A claim lives as long as its holder: the system takes it back when the process dies, so no clock decides who
holds what, and a killed process's conversations are free at once. On PostgreSQL a claim is an advisory lock
of a session, on SQLite a lock on one byte of a file beside the database (docs/adr/0052).

Claims keep turns from overlapping; they do not guard the data. An answer is stored only while its message
is pending, under the conversation's row lock, so a claim that is lost (PostgreSQL was restarted) costs a
repeated question at the engine and never a second effect.
"""

import asyncio
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy.engine import make_url

from bot.conversations.postgresql import connect

KIND = 0x5355  # apart from other users of advisory locks in the same database


class ClaimsAwayError(OSError):
    """What keeps the claims does not answer."""


class Claims(Protocol):
    """Who works on which conversation."""

    async def take(self, conversation_id: str) -> bool:
        """Claim a conversation; False while another process holds it. Raises ClaimsAwayError."""

    async def give_back(self, conversation_id: str) -> None:
        """Let go of a claim; one that is lost already is no error."""

    async def close(self) -> None:
        """Let go of everything."""


@asynccontextmanager
async def claimed(claims: Claims, conversation_id: str) -> AsyncIterator[bool]:
    """Hold a conversation; gives False when another process holds it. Raises ClaimsAwayError."""
    mine = await claims.take(conversation_id)
    try:
        yield mine
    finally:
        if mine:
            await claims.give_back(conversation_id)


class SessionLocks:
    """Advisory locks of one PostgreSQL session.

    The session is a connection of its own, so the address must lead to the server itself or to a pooler that
    keeps sessions.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.AsyncConnection | None = None
        self._opening = asyncio.Lock()

    async def take(self, conversation_id: str) -> bool:
        """Claim a conversation; False while another process holds it. Raises ClaimsAwayError."""
        try:
            connection = await self._session()
            answer = await connection.execute(
                "SELECT pg_try_advisory_lock(hashtextextended(%s, %s))", (conversation_id, KIND)
            )
            row = await answer.fetchone()
        except psycopg.Error as error:
            raise ClaimsAwayError(type(error).__name__) from error
        return bool(row and row[0])

    async def give_back(self, conversation_id: str) -> None:
        """Let go of a claim. A session that is gone has taken its claims along."""
        connection = self._connection
        if connection is None or connection.closed:
            return
        try:
            await connection.execute(
                "SELECT pg_advisory_unlock(hashtextextended(%s, %s))", (conversation_id, KIND)
            )
        except psycopg.Error:
            await connection.close()

    async def close(self) -> None:
        """End the session."""
        if self._connection is not None:
            await self._connection.close()

    async def _session(self) -> psycopg.AsyncConnection:
        async with self._opening:
            if self._connection is None or self._connection.closed:
                self._connection = await connect(self._url)
            return self._connection


class FileLocks:
    """Locks on single bytes of a file, for gateways on one SQLite database and so on one machine.

    Such a lock belongs to a process, which never claims a conversation twice (Turns has one worker for each).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    async def take(self, conversation_id: str) -> bool:
        """Claim a conversation; False while another process holds it. Raises ClaimsAwayError."""
        try:
            fcntl.lockf(self._descriptor(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _place(conversation_id))
        except (BlockingIOError, PermissionError):
            return False
        except OSError as error:
            raise ClaimsAwayError(error.strerror) from error
        return True

    async def give_back(self, conversation_id: str) -> None:
        """Let go of a claim."""
        if self._file is not None:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, _place(conversation_id))

    async def close(self) -> None:
        """Close the file, which lets go of all."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _descriptor(self) -> int:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._file


class OwnLocks:
    """Claims of a process that is alone with its database (SQLite in memory)."""

    async def take(self, conversation_id: str) -> bool:
        """Nobody else is there."""
        return True

    async def give_back(self, conversation_id: str) -> None:
        """Nothing is held."""

    async def close(self) -> None:
        """Nothing is held."""


def claims_for(url: str) -> Claims:
    """The claims that go with a database's address."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return SessionLocks(url)
    if not parsed.database or parsed.database == ":memory:":
        return OwnLocks()
    return FileLocks(Path(f"{parsed.database}-claims"))


def _place(conversation_id: str) -> int:
    """A byte's place in the file; the file itself stays empty."""
    digest = hashlib.blake2b(conversation_id.encode("utf-8", "replace"), digest_size=7).digest()
    return int.from_bytes(digest)
