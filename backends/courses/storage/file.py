"""A SQLite file with its tables, for what is imported beside the course index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, MetaData, create_engine
from sqlalchemy.exc import SQLAlchemyError

from backends.courses.storage.repository import StorageError


class SqliteFile:
    """The file; made with its tables if need be. All methods block; StorageError if the file fails."""

    def __init__(self, path: Path, tables: MetaData) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}")
        with self.transaction() as connection:
            tables.create_all(connection)

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is done inside, or nothing."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StorageError(str(error)) from error
