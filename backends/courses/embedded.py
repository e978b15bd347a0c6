"""The course search over the catalogue and what was imported: in one SQLite file that is made when needed,
or on a PostgreSQL server.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import structlog

from backends.courses.catalogue import load_catalogue
from backends.courses.domain import CatalogueError, Offer
from backends.courses.opintopolku.store import DATABASE as IMPORTED
from backends.courses.opintopolku.store import ImportStore
from backends.courses.registers.enrich import enriched
from backends.courses.registers.store import DATABASE as REGISTERS
from backends.courses.registers.store import NOTHING, Registers, RegisterStore
from backends.courses.search.engine import CourseSearch
from backends.courses.search.lexicon import load_lexicon
from backends.courses.search.places import Gazetteer
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build, build_on_server, fingerprint, holds_catalogue
from backends.courses.storage.postgresql import PostgresqlOffers
from backends.courses.storage.repository import OfferRepository, StorageError
from backends.courses.storage.sqlite import SqliteOffers
from backends.paths import LOOKUPS, SEARCH_DATA
from nlu.analysis import shared_analyzer
from nlu.places import shared_places

DATABASE = "courses.sqlite"
_log = structlog.get_logger(__name__)


def open_search(catalogue: Path, var: Path, server: str | None = None) -> CourseSearch:
    """The search over the catalogue in `catalogue`, with its database in `var`, or at the PostgreSQL
    address `server`.

    The database is made at the first start and again whenever the catalogue, what was imported from
    Opintopolku (into `var`), the word lists or the way of indexing changed. A catalogue that is refused
    (CatalogueError) leaves the old database in use; without one it is raised.
    """
    lexicon = load_lexicon()
    analyzer = TermAnalyzer(shared_analyzer(), lexicon)
    repository = open_repository(catalogue, var, analyzer, server)
    return CourseSearch(repository, analyzer, lexicon, Gazetteer(shared_analyzer(), shared_places()))


def open_repository(
    catalogue: Path, var: Path, analyzer: TermAnalyzer, server: str | None = None
) -> OfferRepository:
    """The up-to-date database of the catalogue, made if need be (see open_search)."""
    path = var / DATABASE
    imported, registers = _Imported(var / IMPORTED), _Registers(var / REGISTERS)
    stamp = fingerprint((catalogue, LOOKUPS), (SEARCH_DATA / "words.yml",))
    stamp += imported.revision + registers.revision
    current = _on_server(server) if server else _existing(path)
    if current is not None and current.fingerprint() == stamp:
        return current
    try:
        offers = enriched((*load_catalogue(catalogue), *imported.offers()), registers.all())
    except CatalogueError as error:
        if current is None:
            raise
        _log.error("catalogue_refused", file=error.file, line=error.line, reason=error.reason)
        return current
    if current is not None:
        current.close()
    if server:
        build_on_server(server, offers, analyzer, stamp)
    else:
        build(path, offers, analyzer, stamp)
    _log.info("catalogue_indexed", offers=len(offers))
    return PostgresqlOffers(server) if server else SqliteOffers(path)


class _Imported:
    """What was imported, if anything was; a file that cannot be read is as if there were none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.revision = ""
        if path.is_file():
            try:
                with closing(ImportStore(path)) as store:
                    self.revision = f"+{store.revision()}"
            except StorageError as error:
                _log.error("import_unreadable", file=path.name, error=type(error.__cause__).__name__)

    def offers(self) -> list[Offer]:
        if not self.revision:
            return []
        with closing(ImportStore(self._path)) as store:
            return store.offers()


class _Registers:
    """What was imported from registers; a file that cannot be read is as if there were none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.revision = f"+registers-{path.stat().st_mtime_ns}" if path.is_file() else ""

    def all(self) -> Registers:
        if not self.revision:
            return NOTHING
        try:
            with closing(RegisterStore(self._path)) as store:
                return store.all()
        except StorageError as error:
            _log.error("registers_unreadable", file=self._path.name, error=type(error.__cause__).__name__)
            return NOTHING


def _existing(path: Path) -> SqliteOffers | None:
    """The database that is there, if it can be read."""
    try:
        repository = SqliteOffers(path)
        repository.count()
    except StorageError:
        return None
    return repository


def _on_server(server: str) -> PostgresqlOffers | None:
    """The filled tables of the server, if there are any; a server that is not reached is a StorageError."""
    return PostgresqlOffers(server) if holds_catalogue(server) else None
