"""From a parsed query to ranked offers: by words, by wishes alone, by pieces of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from backends.courses.domain import Kind
from backends.courses.facts import Facts
from backends.courses.search.judging import Ranked
from backends.courses.search.matching import Fit
from backends.courses.search.order import ordered
from backends.courses.search.query import ParsedQuery
from backends.courses.search.ranking import Ranker
from backends.courses.search.related import ENOUGH, behind, best_courses, query_like
from backends.courses.search.wishes import Wishes
from backends.courses.storage.repository import OfferRepository, Where

_CANDIDATES = 200
_EACH, _OF_FEW = 16, 60
_EACH_OF_ANY = 2
_ROWS = 200
_MOST_RESULTS = 500
_STRONG = 0.35
_ALIKE_LIMIT = 40
_ALIKE_SHARE = 0.5
_BROAD_KINDS = frozenset({Kind.LIBERAL, Kind.BASIC, Kind.LABOUR_MARKET, Kind.BADGE})


class Basis(StrEnum):
    """What led to the hits."""

    WORDS = "words"
    BROWSE = "browse"
    SIMILAR = "similar"
    NOTHING = "nothing"
    LIKE = "like"


class Retriever:
    """Finds and ranks the offers of one repository."""

    def __init__(self, repository: OfferRepository, ranker: Ranker) -> None:
        self._repository = repository
        self._ranker = ranker

    def ranked(self, query: ParsedQuery) -> tuple[list[Ranked], Basis]:
        """Ranked offers in the order in which they are shown, and what led to them."""
        if not query.groups:
            return ordered(self._by_wishes(query, Where())), Basis.BROWSE
        hits = self._by_words(query)
        if hits:
            shown = ordered(hits)[:_MOST_RESULTS]
            return [*shown, *self._related(query, shown)], Basis.WORDS
        wishes_alone = replace(query, groups=())
        alike = self._alike(" ".join(group.said for group in query.groups))
        if alike:
            return ordered(self._ranker.rank(wishes_alone, alike, {}, {})), Basis.SIMILAR
        return ordered(self._by_wishes(wishes_alone, Where(kinds=_BROAD_KINDS))), Basis.NOTHING

    def _related(self, query: ParsedQuery, hits: Sequence[Ranked]) -> list[Ranked]:
        """What stands behind too few hits: offers about the parts of what was said, then about the same as
        the best hits.
        """
        if not query.related:
            return []
        found = list(hits)
        for wider in (query.broadened, lambda: self._like(query, hits)):
            if len(found) < ENOUGH and (other := wider()) is not None:
                found += list(behind(found, ordered(self._by_words(other))))[: ENOUGH - len(found)]
        return found[len(hits) :]

    def _like(self, query: ParsedQuery, hits: Sequence[Ranked]) -> ParsedQuery | None:
        """A query for what the best hits are about."""
        courses = self._repository.courses(best_courses(hits))
        return query_like(query, courses) if courses else None

    def _by_words(self, query: ParsedQuery) -> list[Ranked]:
        """Offers of the courses and the providers that the words fit, looked up by each step of relaxing."""
        fits = self.fits(query)
        providers = self._ranker.providers(query)
        numbers = list(fits)
        each = max(_EACH, _OF_FEW // max(len(numbers), 1))
        rows: dict[int, None] = {}
        steps = [*_filters(query.wishes), Where()]
        if providers:
            steps.insert(0, Where(providers=frozenset(providers)))
        for where in steps:
            most = _ROWS if where.providers else each
            rows.update(dict.fromkeys(self._repository.rows(where, numbers, _ROWS, most)))
        if providers and not fits:
            rows = dict.fromkeys(self._repository.rows(steps[0], None, _ROWS, _EACH))
        hits = self._ranker.rank(query, self._repository.facts(rows), fits, providers)
        return [hit for hit in hits if hit.text >= _STRONG]

    def fits(self, query: ParsedQuery) -> dict[int, Fit]:
        """The courses that fit at least about a third as well as the best, the best first."""
        numbers = self._repository.matching(self._ranker.keys(query), _CANDIDATES)
        fits = self._ranker.fits(query, numbers, self._repository.standing(query.terms, numbers))
        best = max((fit.text for fit in fits.values()), default=0.0)
        return {number: fit for number, fit in fits.items() if fit.text >= _STRONG * best}

    def _by_wishes(self, query: ParsedQuery, base: Where) -> list[Ranked]:
        """Offers that wishes alone lead to; those of `base` where there are none."""
        rows: dict[int, None] = {}
        for where in (*_filters(query.wishes), base):
            found = self._repository.rows(
                replace(where, kinds=where.kinds or base.kinds), None, _ROWS, _EACH_OF_ANY
            )
            rows.update(dict.fromkeys(found))
        return self._ranker.rank(query, self._repository.facts(rows), {}, {})

    def _alike(self, said: str) -> list[Facts]:
        """Offers that share at least half of the three-letter pieces of what was said."""
        courses = self._repository.alike(said, _ALIKE_SHARE, _ALIKE_LIMIT)
        found = self._repository.facts(self._repository.rows(Where(), courses, _ROWS, _EACH_OF_ANY))
        return sorted(found, key=lambda one: courses.index(one.course))


def _filters(wishes: Wishes) -> list[Where]:
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
    return [step for step in dict.fromkeys(steps) if step]
