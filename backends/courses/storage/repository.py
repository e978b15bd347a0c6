"""The one interface between the search and a database. SQLite implements it; PostgreSQL can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from backends.courses.domain import Offer

_NONE: frozenset[str] = frozenset()

FIELDS = ("title", "keyword", "part", "provider", "body")


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions, all of which must hold; an empty set is no condition.

    `places` are names of municipalities or regions, one of which must be the offer's. All of `modes`
    and of `times` must be the offer's (evening study counts in either).
    """

    places: frozenset[str] = _NONE
    modes: frozenset[str] = _NONE
    times: frozenset[str] = _NONE
    kinds: frozenset[str] = _NONE

    def __bool__(self) -> bool:
        return bool(self.places or self.modes or self.times or self.kinds)


@dataclass(frozen=True, slots=True)
class IndexedOffer:
    """An offer with the terms under which it is found, by field (see FIELDS).

    Offers with the same `course` have the same terms but for the provider's.
    """

    row: int
    course: int
    offer: Offer
    terms: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to suggest as a person types: a name, title or keyword, with the number of offers that
    have it.
    """

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a facet with the number of offers."""

    value: str
    count: int


class OfferRepository(Protocol):
    """Offers and their text index.

    Rows are the database's own numbers of offers, stable within one catalogue.

    All methods are blocking and may be called from several threads. A database that fails raises
    StorageError.
    """

    def count(self) -> int:
        """How many offers there are."""

    def fingerprint(self) -> str:
        """Changes whenever the catalogue or the way of indexing changes."""

    def vocabulary(self) -> Mapping[str, int]:
        """All terms of the index with the number of offers that have each."""

    def matching(self, terms: Sequence[str], where: Where, limit: int) -> list[int]:
        """Rows of offers that have any of `terms` and meet `where`, the best (BM25 over weighted
        fields) first.
        """

    def alike(self, text: str, limit: int) -> list[int]:
        """Rows of offers whose names or titles share most three-letter pieces with `text`, the best first."""

    def browse(self, where: Where, limit: int) -> list[int]:
        """Rows of offers that meet `where`, in the catalogue's order."""

    def indexed(self, rows: Iterable[int]) -> list[IndexedOffer]:
        """Offers and their terms, in the order of `rows`; unknown rows are left out."""

    def by_id(self, offer_id: str) -> IndexedOffer | None:
        """The offer with that id."""

    def facets(self, rows: Sequence[int] | None) -> Mapping[str, list[Facet]]:
        """Counts by kind, region, municipality, mode, time, field and cost, over `rows` or over all
        offers.
        """

    def phrases(self) -> list[Phrase]:
        """Everything that may be suggested."""


class StorageError(RuntimeError):
    """The database of offers cannot be read or written."""
