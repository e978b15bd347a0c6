"""All offers of a catalogue in memory, as columns of numbers: which of them meet conditions, in what order.

A search looks up offers half a dozen times, once for each step of relaxing. Asked of a database, that was
most of its time; a column takes some ten bytes an offer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from backends.courses.domain import Kind, Mode, Time
from backends.courses.facts import Facts
from backends.courses.search.wishes import shown_modes, shown_times
from backends.courses.storage.repository import StorageError, Where

type _Numbers = npt.NDArray[np.int32]
type _Positions = npt.NDArray[np.intp]
type _Flags = npt.NDArray[np.bool_]

_BITS: Mapping[tuple[str, str], int] = {
    pair: 1 << bit
    for bit, pair in enumerate(
        chain(
            (("mode", str(mode)) for mode in Mode),
            (("time", str(time)) for time in Time),
            (("kind", str(kind)) for kind in Kind),
        )
    )
}
_NOBODY = -1
_KEPT = 8
LEAD = 20


class OfferColumns:
    """Made once of all offers' facts, which must be numbered from 1 without gaps; never changes.

    Offers stand sorted by course, then by row: a *position* is a place in that order.
    """

    def __init__(self, facts: Sequence[Facts]) -> None:
        if any(one.row != at for at, one in enumerate(facts, start=1)):
            raise StorageError("the rows of the offers have gaps")
        self._facts = facts
        courses = np.fromiter((one.course for one in facts), np.int32, len(facts))
        order = np.argsort(courses, kind="stable")
        self._rows: _Numbers = (order + 1).astype(np.int32)
        self._courses: _Numbers = courses[order]
        self.courses = int(self._courses[-1]) if len(facts) else 0
        self._starts = np.searchsorted(self._courses, np.arange(self.courses + 2)).astype(np.int32)
        in_order = [facts[at] for at in order.tolist()]
        self._bits: _Numbers = np.fromiter(map(_bits, in_order), np.int32, len(facts))
        self._providers: dict[str, int] = {}
        self._provider: _Numbers = np.fromiter(map(self._numbered_provider, in_order), np.int32, len(facts))
        self._places = _by_place(in_order)
        # The steps of relaxing one query ask for the same courses.
        self._of = lru_cache(maxsize=_KEPT)(self._positions_of)

    def facts(self, rows: Iterable[int]) -> list[Facts]:
        """The facts of offers in the order of `rows`; unknown ones are left out."""
        return [self._facts[row - 1] for row in rows if 0 < row <= len(self._facts)]

    def rows(self, where: Where, courses: Sequence[int] | None, limit: int, each: int) -> list[int]:
        """At most `limit` rows that meet `where`: of each course first its first offer that does, then its
        second, up to `each` of them.

        Of `courses` those that stand first give more: a course gives its next offer before one that stands
        LEAD behind it (among those that have any) gives its own.
        """
        found = self._meeting(where, courses)
        if not len(found):
            return []
        place, nth = _numbered(self._courses[found])
        turn = nth if courses is None else nth + place / LEAD
        few = nth < each
        order = np.argsort(turn[few], kind="stable")[:limit]
        listed: list[int] = self._rows[found[few][order]].tolist()
        return listed

    def _meeting(self, where: Where, courses: Sequence[int] | None) -> _Positions:
        """Positions, in their order."""
        if courses is not None:
            positions = self._of(tuple(courses))
            if where.places:
                positions = positions[self._at(where.places)[positions]]
        elif where.places:
            positions = np.flatnonzero(self._at(where.places))
        else:
            positions = np.arange(len(self._facts))
        wanted = sum(_BITS["mode", mode] for mode in where.modes)
        wanted |= sum(_BITS["time", time] for time in where.times)
        if wanted:
            positions = positions[self._bits[positions] & wanted == wanted]
        if where.kinds:
            kinds = sum(_BITS["kind", kind] for kind in where.kinds)
            positions = positions[self._bits[positions] & kinds != 0]
        if where.providers:
            numbers = [self._providers.get(name, _NOBODY - 1) for name in where.providers]
            positions = positions[np.isin(self._provider[positions], numbers)]
        return positions

    def _positions_of(self, courses: tuple[int, ...]) -> _Positions:
        """The positions of the offers of these courses, in their order; an unknown number has none."""
        known = np.array([one for one in dict.fromkeys(courses) if 0 < one <= self.courses], np.intp)
        starts, ends = self._starts[known], self._starts[known + 1]
        lengths = ends - starts
        before = np.cumsum(lengths) - lengths
        return np.repeat(starts - before, lengths) + np.arange(lengths.sum())

    def _at(self, places: Iterable[str]) -> _Flags:
        """For each position whether its offer is in one of the municipalities or regions."""
        there = np.zeros(len(self._facts), np.bool_)
        for place in places:
            if place in self._places:
                there[self._places[place]] = True
        return there

    def _numbered_provider(self, offer: Facts) -> int:
        if offer.provider is None:
            return _NOBODY
        return self._providers.setdefault(offer.provider, len(self._providers))


def _bits(offer: Facts) -> int:
    """The offer's kind, and its ways and times of study as they are shown (evening study is both)."""
    bits = _BITS["kind", offer.kind]
    for mode in shown_modes(offer):
        bits |= _BITS["mode", mode]
    for time in shown_times(offer):
        bits |= _BITS["time", time]
    return bits


def _by_place(offers: Iterable[Facts]) -> Mapping[str, _Numbers]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, offer in enumerate(offers):
        for place in (*offer.municipalities, *offer.regions):
            found[place].append(position)
    return {place: np.array(positions, np.int32) for place, positions in found.items()}


def _numbered(courses: _Numbers) -> tuple[_Positions, _Positions]:
    """For each of some positions, those of a course side by side, how many courses stand before its own, and
    how many of its own.
    """
    begins = np.ones(len(courses), np.bool_)
    np.not_equal(courses[1:], courses[:-1], out=begins[1:])
    firsts: _Positions = np.flatnonzero(begins)
    place: _Positions = np.cumsum(begins) - 1
    return place, np.arange(len(courses)) - firsts[place]
