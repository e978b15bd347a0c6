"""SQLite with one change of thread a statement.

aiosqlite keeps a connection on a thread of its own and goes there for each of cursor, execute, fetch and
close; SQLAlchemy uses all four for every statement. Here one visit executes a statement and fetches its rows,
which saves a fifth of the time that the database takes the gateway (docs/operations.md). A transaction that
reads a few rows by their keys needs none: on a busy machine each waits for two threads to get their turn.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, Self

import aiosqlite


class OneVisitCursor:
    """A cursor as SQLAlchemy's adapter uses one; the rows wait here after `execute`."""

    arraysize = 1

    def __init__(self, connection: "OneVisitConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        """Nothing is open yet."""
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Execute a statement and fetch all its rows. Raises sqlite3.Error."""
        await self._visit(lambda raw: raw.execute(sql, tuple(parameters)))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        """Execute a statement once for each of several rows of parameters. Raises sqlite3.Error."""
        await self._visit(lambda raw: raw.executemany(sql, [tuple(row) for row in parameters]))
        return self

    async def fetchall(self) -> list[Any]:
        """The rows that are left."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """SQLite's own cursor is closed already."""
        self._rows = []

    async def _visit(self, run: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> None:
        self._rows, self.description, self.rowcount, self.lastrowid = await self._connection.visit(run)


class OneVisitConnection(aiosqlite.Connection):
    """aiosqlite's connection with cursors that need one visit to its thread.

    While `stays` is set, until the transaction ends, statements run where they are asked for, on the loop's
    thread: only for what reads briefly, as nothing else runs meanwhile.
    """

    stays = False
    _visiting = False

    def cursor(self) -> OneVisitCursor:  # type: ignore[override]
        """A cursor; making one needs no visit."""
        return OneVisitCursor(self)

    async def visit(
        self, run: Callable[[sqlite3.Connection], sqlite3.Cursor]
    ) -> tuple[list[Any], Any, int, int | None]:
        """Run a statement on the connection's thread; return its rows and what is known of it."""

        def visited() -> tuple[list[Any], Any, int, int | None]:
            try:
                return _fetched(run(self._conn))
            finally:
                self._visiting = False

        if self.stays:
            return _fetched(run(self._conn))
        self._visiting = True
        done: tuple[list[Any], Any, int, int | None] = await self._execute(visited)  # type: ignore[no-untyped-call]
        return done

    async def rollback(self) -> None:
        """End the transaction; where there is none, which the pool asks each time, nothing is to be done.

        A statement that is still under way, as its request has gone, may yet begin one.
        """
        stays, self.stays = self.stays, False
        if not self._visiting and not self._conn.in_transaction:
            return
        if stays:
            self._conn.rollback()
        else:
            await super().rollback()


def _fetched(cursor: sqlite3.Cursor) -> tuple[list[Any], Any, int, int | None]:
    try:
        rows = cursor.fetchall() if cursor.description else []
        return rows, cursor.description, cursor.rowcount, cursor.lastrowid
    finally:
        cursor.close()


async def connect(path: str) -> OneVisitConnection:
    """Open a database file."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(path, check_same_thread=False)

    connection = OneVisitConnection(connector, iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does: a forgotten connection must not keep the process
    await connection
    return connection
