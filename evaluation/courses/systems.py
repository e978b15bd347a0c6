"""All systems that are measured, each over the same offers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from backends.courses.domain import Offer
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.lexicon import load_lexicon
from backends.courses.search.places import Gazetteer
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build, build_on_server
from backends.courses.storage.postgresql import PostgresqlOffers
from backends.courses.storage.repository import OfferRepository
from backends.courses.storage.sqlite import SqliteOffers
from evaluation.courses.baselines import AllWordsMustMatch, RawFts
from evaluation.courses.engines import PostgresqlFinnish, PostgresqlTrigrams, Tantivy
from evaluation.courses.measure import System
from nlu.analysis import shared_analyzer
from nlu.places import shared_places
from tests.support.postgresql import Cluster

SQLITE, POSTGRESQL = "Suunta, SQLite", "Suunta, PostgreSQL"


@dataclass(frozen=True)
class Opened:
    """A system over its index; `megabytes` on disk, None in memory."""

    search: System
    megabytes: float | None = None
    engine: CourseSearch | None = None


def systems(folder: Path, cluster: Cluster) -> dict[str, Callable[[Sequence[Offer]], Opened]]:
    """By name, what makes a system's index."""
    finnish = shared_analyzer()

    def numbered(search: Callable[[str, int], list[int]], offers: Sequence[Offer]) -> System:
        return lambda text, limit: [offers[number] for number in search(text, limit)]

    def in_postgresql(
        make: Callable[[str, Sequence[Offer]], PostgresqlFinnish | PostgresqlTrigrams],
        offers: Sequence[Offer],
    ) -> Opened:
        address = conninfo(cluster.new_database())
        return Opened(numbered(make(address, offers).search, offers), size_of(address))

    return {
        SQLITE: lambda offers: on_sqlite(folder, offers),
        POSTGRESQL: lambda offers: on_postgresql(cluster, offers),
        "all words must match (Opintopolku-like)": lambda offers: Opened(
            numbered(AllWordsMustMatch(offers, finnish).search, offers)
        ),
        "raw FTS5": lambda offers: Opened(numbered(RawFts(offers).search, offers)),
        "PostgreSQL `finnish`": lambda offers: in_postgresql(PostgresqlFinnish, offers),
        "PostgreSQL pg_trgm": lambda offers: in_postgresql(PostgresqlTrigrams, offers),
        "tantivy, Finnish stemmer": lambda offers: Opened(numbered(Tantivy(offers).search, offers)),
    }


def on_sqlite(folder: Path, offers: Sequence[Offer]) -> Opened:
    """Our search on SQLite."""
    path = folder / f"courses-{len(offers)}.sqlite"
    build(path, offers, _analyzer(), "measured")
    engine = _engine(SqliteOffers(path))
    return Opened(_asked(engine), path.stat().st_size / 1e6, engine)


def on_postgresql(cluster: Cluster, offers: Sequence[Offer]) -> Opened:
    """Our search on PostgreSQL."""
    url = cluster.new_database()
    build_on_server(url, offers, _analyzer(), "measured")
    engine = _engine(PostgresqlOffers(url))
    return Opened(_asked(engine), size_of(conninfo(url)), engine)


def conninfo(url: str) -> str:
    """SQLAlchemy's address as libpq reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def size_of(address: str) -> float:
    """The size of a PostgreSQL database in megabytes."""
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return float(row[0]) / 1e6 if row else 0.0


def versions(cluster: Cluster) -> str:
    """The databases' versions."""
    with psycopg.connect(conninfo(cluster.url())) as connection:
        return f"SQLite {sqlite3.sqlite_version}, PostgreSQL {connection.info.server_version // 10_000}"


def _analyzer() -> TermAnalyzer:
    return TermAnalyzer(shared_analyzer(), load_lexicon())


def _engine(repository: OfferRepository) -> CourseSearch:
    return CourseSearch(
        repository, _analyzer(), load_lexicon(), Gazetteer(shared_analyzer(), shared_places())
    )


def _asked(engine: CourseSearch) -> System:
    return lambda text, limit: [hit.offer for hit in engine.search(SearchRequest(text, limit=limit)).hits]
