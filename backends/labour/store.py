"""The imported statements in one SQLite file; a new file replaces the old one only when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock

import structlog
from sqlalchemy import Column, Date, MetaData, String, Table, create_engine, insert, select
from sqlalchemy.exc import SQLAlchemyError

from backends.labour.domain import Balance, Outlook

DATABASE = "labour.sqlite"
_WHOLE_COUNTRY = ""
_LEAST_DIGITS = 2
_metadata = MetaData()
_outlooks = Table(
    "outlooks",
    _metadata,
    Column("occupation", String, primary_key=True),
    Column("region", String, primary_key=True),
    Column("balance", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("source", String, nullable=False),
)
_log = structlog.get_logger(__name__)

type _Held = Mapping[tuple[str, str | None], Outlook]


def write_outlooks(path: Path, outlooks: Iterable[Outlook]) -> None:
    """Replaces what is stored; the old file stays until the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".new", dir=path.parent)
    os.close(handle)
    new = Path(name)
    engine = create_engine(f"sqlite:///{new}")
    try:
        with engine.begin() as connection:
            _metadata.create_all(connection)
            rows = [
                {
                    "occupation": one.occupation,
                    "region": one.region or _WHOLE_COUNTRY,
                    "balance": one.balance.value,
                    "day": one.day,
                    "source": one.source,
                }
                for one in outlooks
            ]
            connection.execute(insert(_outlooks), rows)
        engine.dispose()
        new.replace(path)
    finally:
        engine.dispose()
        new.unlink(missing_ok=True)


class ImportedOutlooks:
    """The provider over the imported file. It is read again when it changes; without one nothing is known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp: tuple[int, int] | None = None
        self._held: _Held = {}

    def outlook(self, occupation: str, isco: str | None, regions: tuple[str, ...]) -> Outlook | None:
        """See OutlookProvider."""
        held = self._current()
        groups = [isco[:digits] for digits in range(len(isco), _LEAST_DIGITS - 1, -1)] if isco else []
        for about in (occupation, *groups):
            of_regions = [held[about, region] for region in regions if (about, region) in held]
            if of_regions:
                return max(of_regions, key=lambda one: one.day)
            if (about, None) in held:
                return held[about, None]
        return None

    def all(self) -> tuple[Outlook, ...]:
        """See OutlookProvider."""
        return tuple(self._current().values())

    def _current(self) -> _Held:
        stamp = self._file_stamp()
        with self._lock:
            if stamp != self._stamp:
                self._held = _read(self._path) if stamp else {}
                self._stamp = stamp
            return self._held

    def _file_stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size


def _read(path: Path) -> _Held:
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            rows = connection.execute(select(_outlooks)).mappings().all()
    except SQLAlchemyError as error:
        _log.error("labour_data_unreadable", file=path.name, error=type(error).__name__)
        return {}
    finally:
        engine.dispose()
    return {
        (row["occupation"], row["region"] or None): Outlook(
            row["occupation"], row["region"] or None, Balance(row["balance"]), row["day"], row["source"]
        )
        for row in rows
    }
