"""The embedded implementation: one SQLite file with FTS5 tables, opened read-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    create_engine,
    exists,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from backends.courses.storage import schema
from backends.courses.storage.documents import from_json
from backends.courses.storage.repository import FIELDS, Facet, IndexedOffer, Phrase, StorageError, Where

_CACHED = 5_000
_PIECE = 3
_MOST_PIECES = 60
_ROWS_AT_ONCE = 500
_FACETS: tuple[tuple[str, Table], ...] = (
    ("region", schema.regions),
    ("municipality", schema.municipalities),
    ("mode", schema.modes),
    ("time", schema.times),
)
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
        self._cache: dict[int, IndexedOffer] = {}
        self._courses: dict[tuple[str, ...], tuple[int, dict[str, frozenset[str]]]] = {}
        self._numbers = count()
        self._lock = Lock()

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def count(self) -> int:
        with self._reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(schema.offers)) or 0)

    def fingerprint(self) -> str:
        with self._reading() as connection:
            key = schema.meta.c.key
            return str(connection.scalar(select(schema.meta.c.value).where(key == "fingerprint")) or "")

    def vocabulary(self) -> Mapping[str, int]:
        with self._reading() as connection:
            rows = connection.execute(text("SELECT term, doc FROM offer_terms_vocabulary"))
            return {str(term): int(count) for term, count in rows}

    def matching(self, terms: Sequence[str], where: Where, limit: int) -> list[int]:
        if not terms:
            return []
        weights = ", ".join(map(str, schema.FIELD_WEIGHTS))
        matched: Select[Any] = select(literal_column("offer_terms.rowid")).select_from(text("offer_terms"))
        query = matched.where(
            text("offer_terms MATCH :match"), *_conditions(where, literal_column("offer_terms.rowid"))
        )
        query = query.order_by(text(f"bm25(offer_terms, {weights}), offer_terms.rowid")).limit(limit)
        return self._rows(query, {"match": _any_of(terms)})

    def alike(self, text_: str, limit: int) -> list[int]:
        pieces = {text_[at : at + _PIECE] for at in range(len(text_) - _PIECE + 1)}
        if not pieces:
            return []
        query: Select[Any] = select(literal_column("rowid")).select_from(text("offer_pieces"))
        query = (
            query.where(text("offer_pieces MATCH :match"))
            .order_by(text("bm25(offer_pieces), rowid"))
            .limit(limit)
        )
        return self._rows(query, {"match": _any_of(sorted(pieces)[:_MOST_PIECES])})

    def browse(self, where: Where, limit: int) -> list[int]:
        row = schema.offers.c.row
        return self._rows(select(row).where(*_conditions(where, row)).order_by(row).limit(limit), {})

    def indexed(self, rows: Iterable[int]) -> list[IndexedOffer]:
        wanted, cache = list(rows), self._cache
        loaded = {item.row: item for item in self._load([row for row in wanted if row not in cache])}
        with self._lock:
            if len(self._cache) + len(loaded) > _CACHED:
                self._cache, self._courses = {}, {}
            if loaded:
                self._cache = {**self._cache, **loaded}
        return [item for row in wanted if (item := cache.get(row) or loaded.get(row)) is not None]

    def by_id(self, offer_id: str) -> IndexedOffer | None:
        with self._reading() as connection:
            row = connection.scalar(select(schema.offers.c.row).where(schema.offers.c.id == offer_id))
        return next(iter(self.indexed([int(row)])), None) if row is not None else None

    def facets(self, rows: Sequence[int] | None) -> Mapping[str, list[Facet]]:
        found: dict[str, list[Facet]] = {}
        with self._reading() as connection:
            for name, column in _COLUMN_FACETS:
                counted = select(column, func.count()).where(column.is_not(None)).group_by(column)
                found[name] = _counts(connection, counted, schema.offers.c.row, rows)
            for name, table in _FACETS:
                counted = select(table.c.value, func.count()).group_by(table.c.value)
                found[name] = _counts(connection, counted, table.c.row, rows)
        return found

    def phrases(self) -> list[Phrase]:
        with self._reading() as connection:
            rows = connection.execute(select(schema.phrases.c.text, schema.phrases.c.count))
            return [Phrase(str(phrase), int(count)) for phrase, count in rows]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StorageError(str(error)) from error

    def _rows(self, query: Select[Any], parameters: Mapping[str, str]) -> list[int]:
        with self._reading() as connection:
            return [int(row) for (row,) in connection.execute(query, dict(parameters))]

    def _load(self, rows: Sequence[int]) -> list[IndexedOffer]:
        found: list[IndexedOffer] = []
        columns = ", ".join(f"t.{name}" for name in FIELDS)
        with self._reading() as connection:
            for at in range(0, len(rows), _ROWS_AT_ONCE):
                numbers = ",".join(str(int(row)) for row in rows[at : at + _ROWS_AT_ONCE])
                query = (
                    f"SELECT o.row, o.document, {columns} FROM offers o JOIN offer_terms t ON t.rowid = o.row"  # noqa: S608
                )
                for row, document, *terms in connection.execute(text(f"{query} WHERE o.row IN ({numbers})")):
                    course, held = self._course(dict(zip(FIELDS, terms, strict=True)))
                    found.append(IndexedOffer(int(row), course, from_json(document), held))
        return found

    def _course(self, columns: dict[str, str]) -> tuple[int, Mapping[str, frozenset[str]]]:
        """The number of the course that has these terms, and the terms; sets are shared by its offers."""
        provider = frozenset(columns.pop("provider").split())
        key = tuple(columns.values())
        held = self._courses.get(key)
        if held is None:
            sets = {name: frozenset(value.split()) for name, value in columns.items()}
            held = self._courses.setdefault(key, (next(self._numbers), sets))
        course, sets = held
        return course, {**sets, "provider": provider}


def _any_of(terms: Sequence[str]) -> str:
    """An FTS5 expression of quoted strings: whatever they hold, none is an operator."""
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)


def _conditions(where: Where, row: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.places:
        conditions.append(
            _has(schema.municipalities, row, where.places) | _has(schema.regions, row, where.places)
        )
    conditions.extend(_has(schema.modes, row, {mode}) for mode in sorted(where.modes))
    conditions.extend(_has(schema.times, row, {time}) for time in sorted(where.times))
    if where.kinds:
        same = schema.offers.alias("same")
        conditions.append(
            exists().where(same.c.row == row, same.c.kind.in_(sorted(where.kinds))).correlate_except(same)
        )
    return conditions


def _has(table: Table, row: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    return exists().where(table.c.row == row, table.c.value.in_(sorted(values))).correlate_except(table)


def _counts(
    connection: Connection, counted: Select[Any], row: ColumnElement[Any], rows: Sequence[int] | None
) -> list[Facet]:
    if rows is not None:
        counted = counted.where(row.in_(rows))
    found = [Facet(str(value), int(count)) for value, count in connection.execute(counted)]
    return sorted(found, key=lambda facet: (-facet.count, facet.value))
