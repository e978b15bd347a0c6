"""All offers of a catalogue in memory, as columns of numbers: which of them meet conditions, in what order.

A search looks up offers half a dozen times, once for each step of relaxing. Asked of a database, that was
most of its time; a column takes some ten bytes an offer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
_KEPT, _KEPT_PLACES = 8, 64
LEAD = 20


@dataclass(frozen=True, slots=True, eq=False)
class _Among:
    """Offers to choose from: where they stand, with their rows, courses and bits."""

    positions: _Positions
    rows: _Numbers
    courses: _Numbers
    bits: _Numbers


class OfferColumns:
    """Made once of all offers' facts, which must be numbered from 1 without gaps; never changes.

    Offers stand sorted by course, then by row: a *position* is a place in that order.
    """

    def __init__(self, facts: Sequence[Facts]) -> None:
        if any(one.row != at for at, one in enumerate(facts, start=1)):
            raise StorageError("the rows of the offers have gaps")
        self.facts = facts
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
        self._all = self._chosen(np.arange(len(facts)))
        # The steps of relaxing one query ask for the same courses, many queries for the same places.
        self._of = lru_cache(maxsize=_KEPT)(self._offers_of)
        self._at = lru_cache(maxsize=_KEPT_PLACES)(self._flags_of)

    def rows(self, where: Where, courses: Sequence[int] | None, limit: int, each: int) -> list[int]:
        """At most `limit` rows that meet `where`: of each course first its first offer that does, then its
        second, up to `each` of them.

        Of `courses` those that stand first give more: a course gives its next offer before one that stands
        LEAD behind it (among those that have any) gives its own.
        """
        among = self._among(courses)
        found = self._meeting(where, among)
        place, nth = _numbered(among.courses[found])
        turn = nth if courses is None else nth + place / LEAD
        few = nth < each
        order = turn[few].argsort(kind="stable")[:limit]
        listed: list[int] = among.rows[found[few][order]].tolist()
        return listed

    def reached(
        self, steps: Iterable[tuple[Where, int]], courses: Sequence[int] | None, limit: int
    ) -> _Numbers:
        """What `rows` gives for each of `steps` (conditions, and how many of each course), each row once, in
        no order to speak of.
        """
        among = self._among(courses)
        reached = np.zeros(len(among.rows), np.bool_)
        for where, each in steps:
            found = self._meeting(where, among)
            if not len(found):
                continue
            place, nth = _numbered(among.courses[found])
            few = nth < each
            if np.count_nonzero(few) > limit:
                turn = nth if courses is None else nth + place / LEAD
                order = turn[few].argsort(kind="stable")[:limit]
                reached[found[few][order]] = True
            else:
                reached[found[few]] = True
        return among.rows[reached]

    def _meeting(self, where: Where, among: _Among) -> _Positions:
        """Which of them meet the conditions."""
        meeting: _Flags | None = None
        wanted, kinds = _wanted(where)
        if wanted:
            meeting = among.bits & wanted == wanted
        if kinds:
            meeting = _both(meeting, among.bits & kinds != 0)
        if where.places:
            there = self._at(where.places)
            meeting = _both(meeting, there if among is self._all else there[among.positions])
        if where.providers:
            numbers = [self._providers.get(name, _NOBODY - 1) for name in where.providers]
            meeting = _both(meeting, np.isin(self._provider[among.positions], numbers))
        return np.arange(len(among.rows)) if meeting is None else meeting.nonzero()[0]

    def _among(self, courses: Sequence[int] | None) -> _Among:
        return self._all if courses is None else self._of(tuple(courses))

    def _offers_of(self, courses: tuple[int, ...]) -> _Among:
        """The offers of these courses, in their order; an unknown number has none."""
        known = np.array([one for one in dict.fromkeys(courses) if 0 < one <= self.courses], np.intp)
        starts, ends = self._starts[known], self._starts[known + 1]
        lengths = ends - starts
        before = np.cumsum(lengths) - lengths
        return self._chosen(np.repeat(starts - before, lengths) + np.arange(lengths.sum()))

    def _chosen(self, positions: _Positions) -> _Among:
        return _Among(positions, self._rows[positions], self._courses[positions], self._bits[positions])

    def _flags_of(self, places: frozenset[str]) -> _Flags:
        """For each position whether its offer is in one of the municipalities or regions."""
        there = np.zeros(len(self.facts), np.bool_)
        for place in places:
            if place in self._places:
                there[self._places[place]] = True
        return there

    def _numbered_provider(self, offer: Facts) -> int:
        if offer.provider is None:
            return _NOBODY
        return self._providers.setdefault(offer.provider, len(self._providers))


@lru_cache(maxsize=1_000)
def _wanted(where: Where) -> tuple[int, int]:
    """The bits that an offer must have all of, and those of which it must have any."""
    wanted = sum(_BITS["mode", mode] for mode in where.modes) | sum(_BITS["time", one] for one in where.times)
    return wanted, sum(_BITS["kind", kind] for kind in where.kinds)


def _both(one: _Flags | None, other: _Flags) -> _Flags:
    return other if one is None else one & other


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
    begins = np.empty(len(courses), np.bool_)
    begins[:1] = True
    np.not_equal(courses[1:], courses[:-1], out=begins[1:])
    (firsts,) = begins.nonzero()
    place: _Positions = begins.cumsum() - 1
    return place, np.arange(len(courses)) - firsts[place]
