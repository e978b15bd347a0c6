"""From a parsed query to ranked offers: by words, by wishes alone, by pieces of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from backends.courses.domain import Kind
from backends.courses.search.matching import Fit, Match
from backends.courses.search.order import ordered
from backends.courses.search.query import Group, ParsedQuery
from backends.courses.search.ranking import Ranker
from backends.courses.search.related import ENOUGH, behind, best_courses, query_like
from backends.courses.search.table import Ranked, RankedOffers
from backends.courses.search.wishes import Wishes
from backends.courses.storage.repository import OfferRepository, Rows, Where

_CANDIDATES = 200
_EACH, _OF_FEW = 16, 60
_EACH_OF_ANY = 2
_ROWS = 200
_MOST_RESULTS = 500
_STRONG = 0.35
_ALIKE_LIMIT = 40
_ALIKE_SHARE = 0.5
_MOST_FILTERS = 500
_MOST_FITTING = 500
_BROAD_KINDS = frozenset({Kind.LIBERAL, Kind.BASIC, Kind.LABOUR_MARKET, Kind.BADGE})


class Basis(StrEnum):
    """What led to the hits."""

    WORDS = "words"
    BROWSE = "browse"
    SIMILAR = "similar"
    NOTHING = "nothing"
    LIKE = "like"


@dataclass(frozen=True, slots=True)
class _Fitting:
    """What words lead to, whatever is wished for beside them: courses and providers, with the groups that
    their matches name.
    """

    groups: tuple[Group, ...]
    fits: Mapping[int, Fit]
    providers: Mapping[str, tuple[Match, ...]]


class Retriever:
    """Finds and ranks the offers of one repository."""

    def __init__(self, repository: OfferRepository, ranker: Ranker) -> None:
        self._repository = repository
        self._ranker = ranker
        # Many people ask for the same thing in another town, and pages of one answer come one by one.
        self._fitting = lru_cache(maxsize=_MOST_FITTING)(self._fitting_of)

    def ranked(self, query: ParsedQuery, *, varied: bool = False) -> tuple[Sequence[Ranked], Basis]:
        """Ranked offers in the order in which they are shown, and what led to them."""
        if not query.groups:
            return ordered(self._by_wishes(query, Where()), varied=varied), Basis.BROWSE
        hits = self._by_words(query)
        if hits:
            shown = ordered(hits, varied=varied).taken(slice(_MOST_RESULTS))
            related = self._related(query, shown)
            return [*shown, *related] if related else shown, Basis.WORDS
        wishes_alone = replace(query, groups=())
        alike = self._alike(" ".join(group.said for group in query.groups))
        if alike:
            return ordered(self._ranker.rank(wishes_alone, alike, {}, {}), varied=varied), Basis.SIMILAR
        broad = self._by_wishes(wishes_alone, Where(kinds=_BROAD_KINDS))
        return ordered(broad, varied=varied), Basis.NOTHING

    def _related(self, query: ParsedQuery, hits: Sequence[Ranked]) -> list[Ranked]:
        """What stands behind too few hits: offers about the parts of what was said, then about the same as
        the best hits.
        """
        if len(hits) >= ENOUGH or not query.related:
            return []
        found = list(hits)
        for wider in (query.broadened, lambda: self._like(query, hits)):
            if len(found) < ENOUGH and (other := wider()) is not None:
                found += list(islice(behind(found, ordered(self._by_words(other))), ENOUGH - len(found)))
        return found[len(hits) :]

    def _like(self, query: ParsedQuery, hits: Sequence[Ranked]) -> ParsedQuery | None:
        """A query for what the best hits are about."""
        courses = self._repository.courses(best_courses(hits))
        return query_like(query, courses) if courses else None

    def _by_words(self, query: ParsedQuery) -> RankedOffers:
        """Offers of the courses and the providers that the words fit, looked up by each step of relaxing."""
        fitting = self._fitting(query.groups)
        query = replace(query, groups=fitting.groups)
        fits, providers = fitting.fits, fitting.providers
        numbers = list(fits)
        each = max(_EACH, _OF_FEW // max(len(numbers), 1))
        steps = [(where, each) for where in (*_filters(query.wishes), Where())]
        by_name = Where(providers=frozenset(providers))
        rows: Sequence[int] | Rows
        if providers and not fits:
            rows = self._repository.rows(by_name, None, _ROWS, _EACH)
        else:
            named = [(by_name, _ROWS)] if providers else []
            rows = self._repository.reached([*named, *steps], numbers, _ROWS)
        hits = self._ranker.rank(query, rows, fits, providers)
        return hits.taken(hits.text >= _STRONG)

    def fits(self, query: ParsedQuery) -> Mapping[int, Fit]:
        """The courses that fit at least about a third as well as the best, the best first."""
        return self._fitting(query.groups).fits

    def _fitting_of(self, groups: tuple[Group, ...]) -> _Fitting:
        query = ParsedQuery(groups)
        numbers = self._repository.matching(self._ranker.keys(query), _CANDIDATES)
        fits = self._ranker.fits(query, numbers, self._repository.standing(query.terms, numbers))
        best = max((fit.text for fit in fits.values()), default=0.0)
        strong = {number: fit for number, fit in fits.items() if fit.text >= _STRONG * best}
        return _Fitting(groups, strong, self._ranker.providers(query))

    def _by_wishes(self, query: ParsedQuery, base: Where) -> RankedOffers:
        """Offers that wishes alone lead to; those of `base` where there are none."""
        steps = (
            (replace(where, kinds=where.kinds or base.kinds), _EACH_OF_ANY)
            for where in (*_filters(query.wishes), base)
        )
        rows = self._repository.reached(steps, None, _ROWS)
        return self._ranker.rank(query, rows, {}, {})

    def _alike(self, said: str) -> list[int]:
        """Rows of offers that share at least half of the three-letter pieces of what was said."""
        courses = self._repository.alike(said, _ALIKE_SHARE, _ALIKE_LIMIT)
        return self._repository.rows(Where(), courses, _ROWS, _EACH_OF_ANY)


@lru_cache(maxsize=_MOST_FILTERS)
def _filters(wishes: Wishes) -> tuple[Where, ...]:
    """The steps of relaxing: all wishes, then fewer, the place longest; then near the place, then online."""
    full = Where(modes=wishes.mode, times=wishes.time, kinds=wishes.kind)
    steps = [full] if full else []
    if wishes.place:
        at_place = Where(places=wishes.place.municipalities | wishes.place.regions)
        near = Where(places=wishes.place.near_municipalities | wishes.place.near_regions)
        steps = [
            replace(full, places=at_place.places),
            at_place,
            full,
            near,
            Where(modes=frozenset({"online"})),
        ]
    for single in (Where(modes=wishes.mode), Where(times=wishes.time), Where(kinds=wishes.kind)):
        steps.append(single)
    return tuple(step for step in dict.fromkeys(steps) if step)
