"""Copies of a running database that show one moment of it, and back.

SQLite copies itself; PostgreSQL has pg_dump and pg_restore.

Everything here is synchronous: it runs in a command, not in the gateway.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from bot.archive import ArchiveError
from bot.archive.hashes import table_hashes
from bot.conversations.base import Base

VERSION_TABLE = "alembic_version"

Hashes = dict[str, dict[str, Any]]


class Store(Protocol):
    """A database that can be copied into a file and made of one."""

    file_name: str

    def dump(self, path: Path) -> Hashes:
        """Write a copy of this moment; return its hashes. Raises ArchiveError."""

    def load(self, path: Path) -> None:
        """Put a copy in the place of what is there. Raises ArchiveError."""

    def engine(self) -> Engine:
        """A synchronous engine on the database."""


def store_at(url: str) -> Store:
    """The store of a gateway's database address. Raises ArchiveError for a system that we do not know."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteStore(Path(str(parsed.database)))
    if parsed.get_backend_name() == "postgresql":
        return PostgresqlStore(parsed)
    raise ArchiveError(f"there is no backup for {parsed.get_backend_name()}")


class SqliteStore:
    """A SQLite file. The gateway may go on writing during a dump; for a load it must be stopped."""

    file_name = "gateway.sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    def engine(self) -> Engine:
        """A synchronous engine on the file; what is erased by it is overwritten."""
        engine = create_engine(f"sqlite:///{self._path}")

        @event.listens_for(engine, "connect")
        def configure(connection: Any, record: Any) -> None:
            connection.execute("PRAGMA secure_delete=ON")

        return engine

    def dump(self, path: Path) -> Hashes:
        """Copy with SQLite's online backup."""
        if not self._path.exists():
            raise ArchiveError(f"there is no database at {self._path}; is SUUNTA_VAR right?")
        with closing(sqlite3.connect(self._path)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        return _hashes_of(create_engine(f"sqlite:///{path}"))

    def load(self, path: Path) -> None:
        """Move what is there aside, then put the copy into its place."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.exists():
            self._refuse_in_use()
            aside = self._path.with_suffix(f".before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite")
            self._path.rename(aside)
        for suffix in ("-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        arriving = self._path.with_suffix(".arriving")
        shutil.copyfile(path, arriving)
        arriving.chmod(0o600)
        arriving.replace(self._path)

    def _refuse_in_use(self) -> None:
        """Fold the write-ahead log in; that needs the file for ourselves."""
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=1)) as connection:
            try:
                connection.execute("PRAGMA locking_mode=EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("COMMIT")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                raise ArchiveError("the database is in use; stop the gateway first") from error


class PostgresqlStore:
    """A PostgreSQL database, by the programs that come with it."""

    file_name = "gateway.pgdump"

    def __init__(self, url: URL) -> None:
        self._url = url

    def engine(self) -> Engine:
        """A synchronous engine on the database."""
        return create_engine(self._url.set(drivername="postgresql+psycopg"))

    def dump(self, path: Path) -> Hashes:
        """Dump and hash the same snapshot, however much is written meanwhile."""
        engine = self.engine()
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            self._run(
                "pg_dump",
                "--format=custom",
                f"--snapshot={snapshot}",
                f"--file={path}",
                f"--dbname={self._address}",
            )
            hashes = table_hashes(connection)
        engine.dispose()
        return hashes

    def load(self, path: Path) -> None:
        """Replace our tables in one transaction: it works whole or not at all.

        Tables that the backup does not have yet, because it is of an older release, would hold on to those
        that it has; so all of ours go first.
        """
        names = ", ".join(sorted({*Base.metadata.tables, VERSION_TABLE}))
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "restore.sql"
            self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
            self._run(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--single-transaction",
                f"--command=DROP TABLE IF EXISTS {names} CASCADE",
                f"--file={script}",
                f"--dbname={self._address}",
            )

    @property
    def _address(self) -> str:
        """The address without its password, which stands in no list of processes."""
        return self._url.set(drivername="postgresql", password=None).render_as_string()

    def _run(self, program: str, *arguments: str) -> None:
        password = str(self._url.password) if self._url.password else ""
        done = subprocess.run(
            [_program(program), *arguments],
            env={**os.environ, "PGPASSWORD": password},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ArchiveError(f"{program}: {done.stderr.strip().splitlines()[-1:] or 'failed'}")


def _program(name: str) -> str:
    """Where a program of PostgreSQL is; Debian keeps them beside the path. Raises ArchiveError."""
    if found := shutil.which(name):
        return found
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not installed:
        raise ArchiveError(f"{name} is missing; install PostgreSQL's client programs")
    return str(installed[-1])


def _hashes_of(engine: Engine) -> Hashes:
    with engine.connect() as connection:
        hashes = table_hashes(connection)
    engine.dispose()
    return hashes


def hashes_of(store: Store) -> Hashes:
    """The hashes of what the store holds now."""
    return _hashes_of(store.engine())
