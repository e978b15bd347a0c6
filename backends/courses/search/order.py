"""The order in which ranked offers are shown: other courses beside the best one, the wanted place first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backends.courses.search.query import How
from backends.courses.search.table import ANSWERS, NOBODY, Ints, Positions, RankedOffers
from backends.courses.search.wishes import Met

_REPEATED = 0.02
_REPEATED_NEAR = 0.03
_MOST_REPEATS = 3
_OF_ONE_NAME, _OF_ONE_PROVIDER = 10, 2
_FIRST = 3
_FITTING = 0.7
_FITTING_BESIDE_NAMED = 0.81
_FITTING_AT_LAST = 0.6
_MET, _UNKNOWN = ANSWERS.index(Met.MET), ANSWERS.index(Met.UNKNOWN)
_REACHABLE = frozenset(ANSWERS.index(met) for met in (Met.MET, Met.REGION, Met.NEAR, Met.ONLINE))


def ordered(hits: RankedOffers, *, varied: bool = False) -> RankedOffers:
    """Ranked hits in the order in which they are shown.

    The same name again (elsewhere, by another provider) goes down a little each time. Where a place is
    wanted, what is there and fits comes before what has no known place. With `varied`, for who shows three,
    the first three are different courses (an apprenticeship is the same course), as far as others fit about
    as well and the wanted place does not lose by it. What comes again and again is folded: it stands behind
    all that differs.
    """
    if not len(hits):
        return hits
    near = _known_places_first(_spread(hits))
    return _folded(_different_first(near) if varied else near)


def _spread(hits: RankedOffers) -> RankedOffers:
    again = np.minimum(_nth(hits.table.name[hits.at]), _MOST_REPEATS)
    step = _REPEATED if hits.wishes.place is None else _REPEATED_NEAR
    return hits.taken(np.lexsort((hits.at, step * again - hits.score)))


def _folded(hits: RankedOffers) -> RankedOffers:
    """A page of one name, and two of one name by one provider; what is more goes behind all others."""
    names, providers = hits.table.name[hits.at], hits.table.provider[hits.at]
    by_provider = names * np.int64(len(hits.table.providers) + 1) + providers
    folded = (providers != NOBODY) & (_nth(by_provider) >= _OF_ONE_PROVIDER)
    (shown,) = (~folded).nonzero()
    folded[shown[_nth(names[shown]) >= _OF_ONE_NAME]] = True
    return hits.taken(folded.argsort(kind="stable"))


def _known_places_first(hits: RankedOffers) -> RankedOffers:
    if hits.wishes.place is None:
        return hits
    (there,) = ((hits.text >= _FITTING) & (hits.place == _MET)).nonzero()
    last = int(there[-1]) if len(there) else -1
    unknown = hits.place == _UNKNOWN
    unknown[last + 1 :] = False
    after = np.arange(len(hits)) > last
    return hits.taken(np.lexsort((unknown, after)))


def _different_first(hits: RankedOffers) -> RankedOffers:
    views = _Views(
        hits.table.same[hits.at].tolist(), hits.text.tolist(), hits.place.tolist(), hits.missed.tolist()
    )
    rest, first = list(range(len(hits))), list[int]()
    while rest and len(first) < _FIRST:
        fitting = _fitting(hits, rest[0], len(first) == _FIRST - 1)
        shown = {views.same[number] for number in first}
        may = (at for at, hit in enumerate(rest) if views.may_precede(hit, rest[0], shown, fitting))
        first.append(rest.pop(next(may, 0)))
    return hits.taken(np.array([*first, *rest], np.intp))


@dataclass(frozen=True, slots=True)
class _Views:
    """Columns of ranked offers as lists: a few of them are looked at one by one."""

    same: list[int]
    text: list[float]
    place: list[int]
    missed: list[int]

    def may_precede(self, hit: int, repeated: int, shown: set[int], fitting: float) -> bool:
        """Whether a hit of a course that is not shown yet may stand where a repeated one would: it fits, can
        be reached if the repeated one can, and misses no other wish that that one meets.
        """
        if self.same[hit] in shown:
            return False
        if hit == repeated:
            return True
        reached = self.place[repeated] not in _REACHABLE or self.place[hit] in _REACHABLE
        return reached and self.text[hit] >= fitting and not self.missed[hit] & ~self.missed[repeated]


def _fitting(hits: RankedOffers, repeated: int, last: bool) -> float:
    """How well another course must fit to stand where a repeated one would. Who named a course sees it again
    before what is only like it, but not in the last place.
    """
    if last:
        return _FITTING_AT_LAST
    return _FITTING_BESIDE_NAMED if _is_named(hits, repeated) else _FITTING


def _is_named(hits: RankedOffers, number: int) -> bool:
    """Whether all that was said stands in the name: who names a course wants it, and less what is like it.

    Who names a person who does the work ("taksikuski") has not named the course.
    """
    matches = hits.fits[hits.fit[number]].matches
    said = [
        match.field == "title" and match.alternative.how is How.EXACT and match.alternative.weight == 1.0
        for match in matches
    ]
    return bool(said) and all(said)


def _nth(keys: Ints | npt.NDArray[np.int64]) -> Positions:
    """For each key how many equal ones stand before it."""
    order = keys.argsort(kind="stable")
    in_order = keys[order]
    begins = np.empty(len(keys), np.bool_)
    begins[:1] = True
    np.not_equal(in_order[1:], in_order[:-1], out=begins[1:])
    (firsts,) = begins.nonzero()
    nth = np.empty(len(keys), np.intp)
    nth[order] = np.arange(len(keys)) - firsts[begins.cumsum() - 1]
    return nth
