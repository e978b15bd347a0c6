"""Makes the database of a catalogue: whole or not at all, while the old one is read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

import nlu.analysis
from backends.courses.domain import Offer
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.fill import clear, fill
from backends.courses.storage.migrate import upgrade
from backends.courses.storage.repository import StorageError
from backends.courses.storage.schema import Meta

_LOCK = 20_264  # any number that no other lock of the database has
_CODE = Path(__file__).resolve().parents[1]
_INDEXING_CODE = (
    _CODE / "domain.py",
    *sorted((_CODE / "storage").rglob("*.py")),
    _CODE / "search" / "terms.py",
    _CODE / "search" / "roots.py",
)


def fingerprint(folders: Iterable[Path], files: Iterable[Path] = ()) -> str:
    """A digest of everything that the database is made of: the catalogue, word lists, and the code
    that indexes.
    """
    digest = hashlib.sha256()
    sources = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in (*sources, *files, *_INDEXING_CODE, *_analysis_code()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _analysis_code() -> list[Path]:
    package = Path(str(nlu.analysis.__file__)).parent.parent
    return sorted(
        path for name in ("analysis", "spelling", "spoken") for path in (package / name).glob("*.py")
    )


def build(path: Path, offers: Sequence[Offer], analyzer: TermAnalyzer, stamp: str) -> None:
    """Writes the embedded database of `offers` beside `path`, which it replaces when it is whole.

    Readers of an older file at `path` go on reading the older one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".new", dir=path.parent)
    os.close(handle)
    new = Path(name)
    try:
        engine = create_engine(f"sqlite:///{new}")
        with engine.connect() as connection:
            connection.execute(text("PRAGMA synchronous = OFF"))
            connection.execute(text("PRAGMA journal_mode = OFF"))
            connection.commit()
            upgrade(connection)
            fill(connection, offers, analyzer, stamp)
            connection.commit()
        engine.dispose()
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def build_on_server(url: str, offers: Sequence[Offer], analyzer: TermAnalyzer, stamp: str) -> None:
    """Writes the catalogue into the PostgreSQL database at `url` in one transaction.

    Of several processes that start at once, one fills the tables and the others wait for it.
    """
    with _server(url) as engine:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            upgrade(connection)
            held = connection.scalar(text("SELECT value FROM course_meta WHERE key = 'fingerprint'"))
            if held == stamp:
                return
            clear(connection)
            fill(connection, offers, analyzer, stamp)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))


def holds_catalogue(url: str) -> bool:
    """Whether the PostgreSQL database at `url` was filled before, with this release's tables."""
    with _server(url) as engine, engine.connect() as connection:
        if not inspect(connection).has_table(Meta.__tablename__):
            return False
        return bool(connection.scalar(select(Meta.value).where(Meta.key == "fingerprint")))


@contextmanager
def _server(url: str) -> Iterator[Engine]:
    engine = create_engine(url, hide_parameters=True)
    try:
        yield engine
    except SQLAlchemyError as error:
        raise StorageError(str(error)) from error
    finally:
        engine.dispose()
