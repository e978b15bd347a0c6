"""The one interface between the search and a database; SQLite and PostgreSQL implement it.

Offers that differ only in provider, place, way and time share their texts. What they share is a
*course*; texts are indexed and ranked by course, and offers are looked up by course and wish. That
keeps a search as fast as the number of different courses, whatever the number of offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from backends.courses.domain import Offer
from backends.courses.facts import Facts

type Rows = npt.NDArray[np.int32]

_NONE: frozenset[str] = frozenset()

FIELDS = ("title", "keyword", "part", "body")


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on an offer, all of which must hold; an empty set is no condition.

    `places` are names of municipalities or regions, one of which must be the offer's. All of `modes` and of
    `times` must be the offer's (evening study counts in either).
    """

    places: frozenset[str] = _NONE
    modes: frozenset[str] = _NONE
    times: frozenset[str] = _NONE
    kinds: frozenset[str] = _NONE
    providers: frozenset[str] = _NONE

    def __bool__(self) -> bool:
        return bool(self.places or self.modes or self.times or self.kinds or self.providers)


@dataclass(frozen=True, slots=True)
class IndexedCourse:
    """A course's number with the terms under which it is found, each with the fields where it stands.

    Fields are bits: 1 for the first of FIELDS, 2 for the second, and so on.
    """

    number: int
    terms: Mapping[str, int]

    @classmethod
    def of(cls, number: int, fields: Sequence[Iterable[str]]) -> IndexedCourse:
        """The course with the terms of each of FIELDS."""
        terms: dict[str, int] = {}
        for bit, held in enumerate(fields):
            for term in held:
                terms[term] = terms.get(term, 0) | 1 << bit
        return cls(number, terms)

    def having(self, field: str) -> list[str]:
        """The terms that stand in a field, sorted."""
        bit = 1 << FIELDS.index(field)
        return sorted(term for term, bits in self.terms.items() if bits & bit)


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer with its row and its course's number, both stable within one catalogue."""

    row: int
    course: int
    offer: Offer


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to suggest as a person types, with the number of offers that have it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a facet with the number of offers."""

    value: str
    count: int


class OfferRepository(Protocol):
    """Offers and their text index.

    All methods block and may be called from several threads. A database that fails raises StorageError.
    """

    def close(self) -> None:
        """Closes all connections."""

    def hold(self) -> bool:
        """Reads the text index and all offers into memory where they are few; whether they are held there, so
        that hardly a search asks the database.
        """

    def count(self) -> int:
        """How many courses there are."""

    def fingerprint(self) -> str:
        """Changes whenever the catalogue or the way of indexing changes."""

    def vocabulary(self) -> Mapping[str, int]:
        """All terms of courses with the number of courses that have each."""

    def providers(self) -> Mapping[str, frozenset[str]]:
        """All providers by name, with the terms of their names."""

    def matching(self, terms: Sequence[str], limit: int) -> list[int]:
        """Courses that have any of `terms`, the best (rare terms, in names) first; see candidates.py."""

    def standing(self, terms: Sequence[str], numbers: Sequence[int]) -> list[bytes]:
        """For each of the courses `numbers` a byte for each of `terms`: the FIELDS where it stands, as bits
        (0 where it does not).
        """

    def alike(self, text: str, share: float, limit: int) -> list[int]:
        """Courses whose names, titles or keywords share three-letter pieces with `text`, those with most
        first; at least this share of the first sixty pieces.
        """

    def courses(self, numbers: Iterable[int]) -> list[IndexedCourse]:
        """Courses in the order of `numbers`; unknown ones are left out."""

    def rows(self, where: Where, courses: Sequence[int] | None, limit: int, each: int) -> list[int]:
        """Rows of offers that meet `where`, of `courses` (None: of any): of each course first its first
        offer that does, then its second, up to `each` of them; more of those that stand first in `courses`.
        """

    def reached(self, steps: Iterable[tuple[Where, int]], courses: Sequence[int] | None, limit: int) -> Rows:
        """What `rows` gives for each of `steps` (conditions, and how many of each course), each row once, in
        no order to speak of.
        """

    def facts(self) -> Sequence[Facts]:
        """What ranking needs of all offers, by row."""

    def offers(self, rows: Iterable[int]) -> list[StoredOffer]:
        """Offers in the order of `rows`; unknown ones are left out."""

    def by_id(self, offer_id: str) -> StoredOffer | None:
        """The offer with that id."""

    def facets(self, courses: Sequence[int] | None) -> Mapping[str, list[Facet]]:
        """Counts of offers by kind, field, cost, region, municipality, mode and time."""

    def phrases(self) -> list[Phrase]:
        """Everything that may be suggested."""


class StorageError(RuntimeError):
    """The database of offers cannot be read or written."""
