"""What the two databases have in common: all of an OfferRepository but for looking up terms and pieces."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from backends.courses.facts import Facts
from backends.courses.storage import schema
from backends.courses.storage.cache import Cache
from backends.courses.storage.candidates import Courses, TermCounts, pieces_of
from backends.courses.storage.columns import OfferColumns
from backends.courses.storage.documents import from_json
from backends.courses.storage.facts_read import FACTS, facts_of
from backends.courses.storage.held import HeldIndex, can_be_held
from backends.courses.storage.postings import Postings
from backends.courses.storage.repository import (
    Facet,
    IndexedCourse,
    Phrase,
    Rows,
    StorageError,
    StoredOffer,
    Where,
)
from backends.courses.storage.rows import ALL_COURSES

type Statement = tuple[str, Mapping[str, Any]]
"""A query in the driver's own words, with its parameters."""

FACETS = ("kind", "field", "cost", "region", "municipality", "mode", "time")
_MOST_PIECES = 60
_OFFERS, _IDS, _COURSES = 5_000, 20_000, 1_000


class SqlOffers:
    """OfferRepository over a database that `build` filled. Each database looks up terms in its own way."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._offers = Cache(self._load_offers, _OFFERS)
        self._rows_by_id = Cache(self._load_rows, _IDS)
        self._courses = Cache(self._load_courses, _COURSES)

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    def hold(self) -> bool:
        few = len(self._columns.facts) <= _OFFERS and isinstance(self._index, HeldIndex)
        if few:
            self.offers(one.row for one in self._columns.facts)
        return few

    def count(self) -> int:
        with self._reading() as connection:
            return int(connection.scalar(select(func.max(schema.OfferRow.course))) or 0)

    def fingerprint(self) -> str:
        with self._reading() as connection:
            query = select(schema.Meta.value).where(schema.Meta.key == "fingerprint")
            return str(connection.scalar(query) or "")

    def vocabulary(self) -> Mapping[str, int]:
        return {term: counts.courses for term, counts in self._vocabulary.items()}

    def providers(self) -> Mapping[str, frozenset[str]]:
        with self._reading() as connection:
            rows = connection.execute(select(schema.Provider.name, schema.Provider.terms))
            return {str(name): frozenset(str(terms).split()) for name, terms in rows}

    def matching(self, terms: Sequence[str], limit: int) -> list[int]:
        return self._index.matching(terms, limit)

    def standing(self, terms: Sequence[str], numbers: Sequence[int]) -> list[bytes]:
        return self._index.standing(terms, numbers)

    def alike(self, text: str, share: float, limit: int) -> list[int]:
        pieces = pieces_of(text.lower())[:_MOST_PIECES]
        if not pieces:
            return []
        return self._numbers(*self._sharing(pieces, math.ceil(share * len(pieces)), limit))

    def courses(self, numbers: Iterable[int]) -> list[IndexedCourse]:
        if isinstance(self._index, HeldIndex):
            return self._index.courses(numbers)
        return self._courses.get(numbers)

    def rows(self, where: Where, courses: Sequence[int] | None, limit: int, each: int) -> list[int]:
        return self._columns.rows(where, courses, limit, each)

    def reached(self, steps: Iterable[tuple[Where, int]], courses: Sequence[int] | None, limit: int) -> Rows:
        return self._columns.reached(steps, courses, limit)

    def facts(self) -> Sequence[Facts]:
        return self._columns.facts

    def offers(self, rows: Iterable[int]) -> list[StoredOffer]:
        return self._offers.get(rows)

    def by_id(self, offer_id: str) -> StoredOffer | None:
        return next(iter(self.offers(self._rows_by_id.get([offer_id]))), None)

    def facets(self, courses: Sequence[int] | None) -> Mapping[str, list[Facet]]:
        table = schema.FacetRow
        wanted_courses = [ALL_COURSES] if courses is None else list(courses)
        total = func.sum(table.count)
        query = select(table.facet, table.value, total).where(table.course.in_(wanted_courses))
        found: dict[str, list[Facet]] = {name: [] for name in FACETS}
        with self._reading() as connection:
            for facet, value, count in connection.execute(query.group_by(table.facet, table.value)):
                found[facet].append(Facet(str(value), int(count)))
        return {name: sorted(held, key=lambda f: (-f.count, f.value)) for name, held in found.items()}

    def phrases(self) -> list[Phrase]:
        with self._reading() as connection:
            rows = connection.execute(select(schema.PhraseRow.text, schema.PhraseRow.count))
            return [Phrase(str(phrase), int(number)) for phrase, number in rows]

    def _courses_of(self, tags: Sequence[str]) -> Statement:
        """A query for tags (see Wanted.tag) with the number of each course that has them."""
        raise NotImplementedError

    def _documents_of(self, rows: Sequence[int]) -> Statement:
        """A query for the rows of offers with their courses' numbers and their documents."""
        raise NotImplementedError

    def _sharing(self, pieces: Sequence[str], at_least: int, limit: int) -> Statement:
        """A query for the courses that share most pieces, ties by number."""
        raise NotImplementedError

    def _terms_of(self, numbers: Sequence[int] | None) -> Any:
        """A query for courses' numbers (None: all) with their terms by field."""
        raise NotImplementedError

    @cached_property
    def _vocabulary(self) -> Mapping[str, TermCounts]:
        table = schema.Term
        query = select(table.term, table.courses, table.title, table.keyword, table.part, table.body)
        with self._reading() as connection:
            return {
                sys.intern(str(term)): TermCounts(courses, (title, keyword, part, body))
                for term, courses, title, keyword, part, body in connection.execute(query)
            }

    @cached_property
    def _index(self) -> HeldIndex | Postings:
        total = self.count()
        if not can_be_held(len(self._vocabulary), total):
            return Postings(self._vocabulary, total, self._load_places)
        with self._reading() as connection:
            courses = (
                (int(number), [held.split() for held in fields])
                for number, *fields in connection.execute(self._terms_of(None))
            )
            return HeldIndex(self._vocabulary, total, courses)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StorageError(str(error)) from error

    def _numbers(self, statement: str, given: Mapping[str, Any]) -> list[int]:
        """The first column. Goes by SQLAlchemy's expressions, which take longer than the look-up itself."""
        with self._reading() as connection:
            return [row[0] for row in connection.exec_driver_sql(statement, dict(given)).all()]

    def _load_offers(self, rows: Sequence[int]) -> dict[int, StoredOffer]:
        statement, given = self._documents_of(rows)
        with self._reading() as connection:
            return {
                int(row): StoredOffer(int(row), int(course), from_json(document))
                for row, course, document in connection.exec_driver_sql(statement, dict(given)).all()
            }

    def _load_rows(self, offer_ids: Sequence[str]) -> dict[str, int]:
        table = schema.OfferRow
        query = select(table.id, table.row).where(table.id.in_(offer_ids))
        with self._reading() as connection:
            return {str(offer_id): int(row) for offer_id, row in connection.execute(query)}

    @cached_property
    def _columns(self) -> OfferColumns:
        with self._reading() as connection:
            return OfferColumns([facts_of(row) for row in connection.execute(FACTS)])

    def _load_places(self, tags: Sequence[str]) -> dict[str, Courses]:
        found: dict[str, list[int]] = {tag: [] for tag in tags}
        statement, given = self._courses_of(tags)
        with self._reading() as connection:
            for tag, course in connection.exec_driver_sql(statement, dict(given)).all():
                found[tag].append(course)
        return {tag: np.array(courses, np.int32) for tag, courses in found.items()}

    def _load_courses(self, numbers: Sequence[int]) -> dict[int, IndexedCourse]:
        with self._reading() as connection:
            return {
                int(number): IndexedCourse.of(int(number), [map(sys.intern, held.split()) for held in fields])
                for number, *fields in connection.execute(self._terms_of(numbers))
            }
