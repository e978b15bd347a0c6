"""The connection to the database, SQLite or PostgreSQL, and its migrations."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import structlog
from alembic import command
from alembic.config import Config
from sqlalchemy import event, func, select
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from bot.conversations import sqlite, wall

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 5_000
FOLDS, FOLD_PAUSE = 5, 0.1  # tries and seconds between them
READ_ONLY = "suunta_read_only"
BRIEF = "suunta_brief"
MIGRATING = 0x53554D49  # the advisory lock under which PostgreSQL is migrated
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # acknowledged means on the disk
    "secure_delete=ON",  # erased means overwritten
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MS}",
)

log = structlog.get_logger()


class Database:
    """Sessions on the gateway's database.

    SQLite has one writer: writers of this process queue in order, instead of sleeping on its lock, and a
    write transaction takes the lock at its start. Readers see one moment of the database on both systems.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        is_server = not url.startswith("sqlite")
        own = _server_options() if is_server else _sqlite_options(url)
        self._engine = create_async_engine(url, hide_parameters=True, **own)
        self._writer: AbstractAsyncContextManager[Any] = nullcontext()
        self._reading: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}
        if self._engine.dialect.name == "sqlite":
            _prepare_sqlite(self._engine.sync_engine)
            self._writer = asyncio.Lock()
            self._reading = {READ_ONLY: True}
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self.has_wall = False

    async def migrate(self) -> None:
        """Bring the tables to this release; of several processes that start at once, one does it."""
        if self._engine.dialect.name == "sqlite" and (path := make_url(self.url).database):
            try:
                await asyncio.to_thread(Path(path).parent.mkdir, parents=True, exist_ok=True)
            except OSError as error:
                raise OperationalError("mkdir", {}, error, hide_parameters=True) from error
        async with self._engine.begin() as connection:
            await connection.run_sync(upgrade)
            if connection.dialect.name == "postgresql":
                self.has_wall = await connection.run_sync(wall.man)
                if not self.has_wall:
                    log.warning("database.no_wall", role=wall.ROLE)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A transaction that is committed at the end, or rolled back whole."""
        async with self._writer, self._sessions.begin() as session:
            if self.has_wall:
                await wall.confine(session)
            yield session

    @asynccontextmanager
    async def reading(self, *, brief: bool = False) -> AsyncIterator[AsyncSession]:
        """A session that only reads; `brief`: a few rows by key, for which SQLite needs no thread."""
        async with self._sessions() as session:
            await session.connection(execution_options={**self._reading, BRIEF: brief})
            if self.has_wall:
                await wall.confine(session)
            yield session

    async def overwrite_deleted(self) -> None:
        """Fold SQLite's write-ahead log in and empty it, where erased rows would stand until it is reused.

        Who reads at this moment keeps it; then it is tried again soon, at last by the next that erases. What
        the main file held is overwritten by `secure_delete`. On PostgreSQL that is the server's affair.
        """
        if self._engine.dialect.name != "sqlite":
            return
        for _ in range(FOLDS):
            async with self._writer, self._engine.connect() as connection:
                raw: Any = (await connection.get_raw_connection()).driver_connection
                rows, *_ = await raw.visit(_fold)
            if rows and rows[0][0] == 0:
                return
            await asyncio.sleep(FOLD_PAUSE)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def database_trouble(url: str, error: SQLAlchemyError) -> str:
    """Say in one line which database does not work, why, and what to look at; never with its password.

    What the driver says of a connection holds host, port, user and database; what it says of a statement may
    hold a person's words and is left out.
    """
    where = make_url(url).render_as_string(hide_password=True)
    said = ""
    if isinstance(error, OperationalError):
        said = f" ({' '.join(str(error.orig).split())[:300]})"
    cure = "Is the server running, and does SUUNTA_DATABASE_URL name its host, user and database?"
    if url.startswith("sqlite"):
        cure = "May the gateway write into that folder (SUUNTA_VAR), and is there room on the disk?"
    return f"the database {where} does not open: {type(error).__name__}{said}. {cure}"


def _server_options() -> dict[str, Any]:
    """A connection that died is noticed before it is used; nobody waits for a lock for ever."""
    return {
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 20,
        "connect_args": {"options": f"-c lock_timeout={BUSY_MS}"},
    }


def _sqlite_options(url: str) -> dict[str, Any]:
    """A connection costs a thread, so a few are kept; more are made only when all are busy at once."""
    path = make_url(url).database or ":memory:"
    return {"async_creator": lambda: sqlite.connect(path), "pool_size": 10, "max_overflow": 20}


def _fold(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """Try to empty the write-ahead log, hardly waiting for readers; its row begins with 0 if it could."""
    connection.execute("PRAGMA busy_timeout=50")
    try:
        return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _prepare_sqlite(engine: Any) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        read_only = options.get(READ_ONLY)
        if read_only and options.get(BRIEF):
            driven: Any = connection.connection.driver_connection
            driven.stays = True
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def upgrade(connection: Connection) -> None:
    """Bring the tables to this release, in the transaction of the connection."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
