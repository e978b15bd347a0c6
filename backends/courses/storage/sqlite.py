"""The embedded implementation: one SQLite file with FTS5 tables, opened read-only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, create_engine, exists, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from backends.courses.storage import schema
from backends.courses.storage.documents import from_json
from backends.courses.storage.repository import (
    FIELDS,
    Facet,
    IndexedCourse,
    Phrase,
    StorageError,
    StoredOffer,
    Where,
)

_CACHED = 5_000
_PIECE = 3
_MOST_PIECES = 60
_ROWS_AT_ONCE = 500
_SORTED_FACETS = ("region", "municipality", "mode", "time")
_COLUMN_FACETS = (
    ("kind", schema.offers.c.kind),
    ("field", schema.offers.c.field),
    ("cost", schema.offers.c.cost_class),
)


class SqliteOffers:
    """OfferRepository over the file that `build` writes."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StorageError(f"there is no course database at {path}")
        self._engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
        self._offers = _Cache(self._load_offers)
        self._courses = _Cache(self._load_courses)

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def count(self) -> int:
        with self._reading() as connection:
            return int(connection.scalar(select(func.count(schema.offers.c.course.distinct()))) or 0)

    def fingerprint(self) -> str:
        with self._reading() as connection:
            key = schema.meta.c.key
            return str(connection.scalar(select(schema.meta.c.value).where(key == "fingerprint")) or "")

    def vocabulary(self) -> Mapping[str, int]:
        with self._reading() as connection:
            rows = connection.execute(text("SELECT term, doc FROM course_terms_vocabulary"))
            return {str(term): int(number) for term, number in rows}

    def providers(self) -> Mapping[str, frozenset[str]]:
        with self._reading() as connection:
            rows = connection.execute(select(schema.providers.c.name, schema.providers.c.terms))
            return {str(name): frozenset(str(terms).split()) for name, terms in rows}

    def matching(self, terms: Sequence[str], limit: int) -> list[int]:
        if not terms:
            return []
        weights = ", ".join(map(str, schema.FIELD_WEIGHTS))
        query = (
            "SELECT rowid FROM course_terms WHERE course_terms MATCH :match"  # noqa: S608 - weights of ours
            f" ORDER BY bm25(course_terms, {weights}), rowid LIMIT :limit"
        )
        return self._numbers(text(query).bindparams(match=_any_of(terms), limit=limit))

    def alike(self, text_: str, limit: int) -> list[int]:
        pieces = {text_[at : at + _PIECE] for at in range(len(text_) - _PIECE + 1)}
        if not pieces:
            return []
        query = (
            "SELECT rowid FROM course_pieces WHERE course_pieces MATCH :match"
            " ORDER BY bm25(course_pieces), rowid LIMIT :limit"
        )
        return self._numbers(
            text(query).bindparams(match=_any_of(sorted(pieces)[:_MOST_PIECES]), limit=limit)
        )

    def courses(self, numbers: Iterable[int]) -> list[IndexedCourse]:
        return self._courses.get(numbers)

    def rows(self, where: Where, courses: Sequence[int] | None, limit: int, each: int) -> list[int]:
        if courses is not None and not courses:
            return []
        return list(dict.fromkeys(self._numbers(_rows_query(where, courses, each).limit(limit))))

    def offers(self, rows: Iterable[int]) -> list[StoredOffer]:
        return self._offers.get(rows)

    def by_id(self, offer_id: str) -> StoredOffer | None:
        found = self._numbers(select(schema.offers.c.row).where(schema.offers.c.id == offer_id))
        return next(iter(self.offers(found)), None)

    def facets(self, courses: Sequence[int] | None) -> Mapping[str, list[Facet]]:
        found: dict[str, list[Facet]] = {}
        with self._reading() as connection:
            for name, column in _COLUMN_FACETS:
                counted = select(column, func.count()).where(column.is_not(None)).group_by(column)
                found[name] = _counts(connection, counted, schema.offers, courses)
            value, sort = schema.values.c.value, schema.values.c.sort
            for name in _SORTED_FACETS:
                counted = select(value, func.count()).where(sort == name).group_by(value)
                found[name] = _counts(connection, counted, schema.values, courses)
        return found

    def phrases(self) -> list[Phrase]:
        with self._reading() as connection:
            rows = connection.execute(select(schema.phrases.c.text, schema.phrases.c.count))
            return [Phrase(str(phrase), int(number)) for phrase, number in rows]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StorageError(str(error)) from error

    def _numbers(self, query: Any) -> list[int]:
        with self._reading() as connection:
            return [int(number) for (number,) in connection.execute(query)]

    def _load_offers(self, rows: Sequence[int]) -> dict[int, StoredOffer]:
        table = schema.offers.c
        query = select(table.row, table.course, table.document).where(table.row.in_(rows))
        with self._reading() as connection:
            found = connection.execute(query)
            return {
                int(r): StoredOffer(int(r), int(course), from_json(document)) for r, course, document in found
            }

    def _load_courses(self, numbers: Sequence[int]) -> dict[int, IndexedCourse]:
        listed = ",".join(str(int(number)) for number in numbers)
        query = f"SELECT rowid, {', '.join(FIELDS)} FROM course_terms WHERE rowid IN ({listed})"  # noqa: S608 - numbers
        with self._reading() as connection:
            return {
                int(number): IndexedCourse(
                    int(number), dict(zip(FIELDS, map(_term_set, columns), strict=True))
                )
                for number, *columns in connection.execute(text(query))
            }


class _Cache[T]:
    """What was read by its number; emptied when it is full. Safe to share between threads."""

    def __init__(self, load: Callable[[Sequence[int]], dict[int, T]]) -> None:
        self._load = load
        self._held: dict[int, T] = {}
        self._lock = Lock()

    def get(self, numbers: Iterable[int]) -> list[T]:
        """What there is of `numbers`, in their order."""
        wanted, held = list(numbers), self._held
        missing = [number for number in wanted if number not in held]
        loaded: dict[int, T] = {}
        for at in range(0, len(missing), _ROWS_AT_ONCE):
            loaded.update(self._load(missing[at : at + _ROWS_AT_ONCE]))
        if loaded:
            with self._lock:
                kept = self._held if len(self._held) + len(loaded) <= _CACHED else {}
                self._held = {**kept, **loaded}
        return [item for number in wanted if (item := held.get(number) or loaded.get(number)) is not None]


def _term_set(column: str) -> frozenset[str]:
    return frozenset(column.split())


def _any_of(terms: Sequence[str]) -> str:
    """An FTS5 expression of quoted strings: whatever they hold, none is an operator."""
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)


def _rows_query(where: Where, courses: Sequence[int] | None, each: int) -> Select[Any]:
    """Starts from the index of the first value asked for, so that only offers that have it are read."""
    wanted: list[tuple[tuple[str, ...], Iterable[str]]] = []
    if where.places:
        wanted.append((("municipality", "region"), where.places))
    wanted += [(("mode",), (mode,)) for mode in sorted(where.modes)]
    wanted += [(("time",), (time,)) for time in sorted(where.times)]
    if not wanted:
        return _by_course(where, courses, each)
    driver = schema.values.alias("driver")
    sorts, values = wanted[0]
    query = select(driver.c.row).where(driver.c.value.in_(sorted(values)), driver.c.sort.in_(sorts))
    if courses is not None:
        query = query.where(driver.c.course.in_(courses))
    for sorts, values in wanted[1:]:
        other = schema.values.alias()
        same = (other.c.row == driver.c.row, other.c.sort.in_(sorts), other.c.value.in_(sorted(values)))
        query = query.where(exists().where(*same).correlate(driver))
    if where.kinds or where.providers:
        query = query.join(schema.offers, schema.offers.c.row == driver.c.row).where(*_of_offer(where))
    return query


def _by_course(where: Where, courses: Sequence[int] | None, each: int) -> Select[Any]:
    table = schema.offers.c
    query = select(table.row).where(*_of_offer(where)).order_by(table.nth, table.row)
    if not where.providers:
        query = query.where(table.nth < each)
    return query if courses is None else query.where(table.course.in_(courses))


def _of_offer(where: Where) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.kinds:
        conditions.append(schema.offers.c.kind.in_(sorted(where.kinds)))
    if where.providers:
        conditions.append(schema.offers.c.provider.in_(sorted(where.providers)))
    return conditions


def _counts(
    connection: Connection, counted: Select[Any], table: Table, courses: Sequence[int] | None
) -> list[Facet]:
    if courses is not None:
        counted = counted.where(table.c.course.in_(courses))
    found = [Facet(str(value), int(number)) for value, number in connection.execute(counted)]
    return sorted(found, key=lambda facet: (-facet.count, facet.value))
