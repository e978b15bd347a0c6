"""How well offers fit a query: words first, then wishes. Pure arithmetic over indexed offers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np

from backends.courses.search.judging import Distance, Judge, PlaceJudge
from backends.courses.search.matching import Fit, Match, best_match, provider_matches
from backends.courses.search.query import Group, How, ParsedQuery
from backends.courses.search.table import OfferTable, Positions, RankedOffers
from backends.courses.storage.repository import Rows

_FOCUS = 0.06
_LEADS_TO = 1.3  # more than what a name weighs beside a title that a qualification leads to
_MOST_JUDGES, _MOST_PLACES = 64, 500
_NO_FIT = Fit(0.0, ())
_ANY_FIT = Fit(1.0, ())


class Ranker:
    """Ranks courses and offers for a query.

    `distance` gives kilometres from the wanted place to an offer, if known; `providers` the terms of
    their names.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        total: int,
        providers: Mapping[str, frozenset[str]],
        table: OfferTable,
        distance: Distance,
    ) -> None:
        self._vocabulary = vocabulary
        self._total = max(total, 1)
        self._providers = providers
        self._of_term: dict[str, list[str]] = {}
        for name, terms in providers.items():
            for term in terms:
                self._of_term.setdefault(term, []).append(name)
        self._table = table
        place = lru_cache(maxsize=_MOST_PLACES)(lambda wish: PlaceJudge(wish, table, distance))
        self._judge = lru_cache(maxsize=_MOST_JUDGES)(
            lambda wishes: Judge(wishes, table, place(wishes.place) if wishes.place else None)
        )

    def fits(self, query: ParsedQuery, numbers: Sequence[int], standings: Sequence[bytes]) -> dict[int, Fit]:
        """How the words fit each course that they fit at all, by its number, the best first.

        `standings`: for each course where each of the query's terms stands (see OfferRepository.standing).
        """
        weights = self._weights(query)
        readers = [_GroupReader(group, query.terms) for group in query.groups]
        known: dict[bytes, Fit] = {}
        fits = {}
        for number, standing in zip(numbers, standings, strict=True):
            fit = known.get(standing)
            if fit is None:
                matches = [match for reader in readers if (match := reader.match(standing)) is not None]
                fit = known[standing] = self._fit(query, weights, matches) if matches else _NO_FIT
            if fit.matches:
                fits[number] = fit
        order = sorted((-fit.text, number) for number, fit in fits.items())
        return {number: fits[number] for _, number in order}

    def keys(self, query: ParsedQuery) -> list[str]:
        """The rarest term of each alternative: no course has all of an alternative without it."""
        return list(
            dict.fromkeys(
                min(alternative.terms, key=lambda term: self._vocabulary.get(term, 0))
                for group in query.groups
                for alternative in group.alternatives
            )
        )

    def providers(self, query: ParsedQuery) -> dict[str, tuple[Match, ...]]:
        """Providers whose names hold words of the query, with what matched."""
        named = dict.fromkeys(name for term in query.terms for name in self._of_term.get(term, ()))
        return {name: tuple(provider_matches(query.groups, self._providers[name])) for name in named}

    def rank(
        self,
        query: ParsedQuery,
        rows: Sequence[int] | Rows,
        fits: Mapping[int, Fit],
        providers: Mapping[str, tuple[Match, ...]],
    ) -> RankedOffers:
        """Offers that any word fits (all, if the query has wishes alone), the best first; ties by row."""
        table = self._table
        at: Positions = np.asarray(rows, np.intp) - 1
        held = [*fits.values(), _NO_FIT if query.groups else _ANY_FIT]
        by_course: Positions = np.full(table.courses + 1, len(fits), np.intp)
        by_course[list(fits)] = np.arange(len(fits))
        fit = by_course[table.course[at]]
        if providers:
            self._add_providers(query, at, held, fit, providers)
        text = np.array([one.text for one in held])[fit]
        if any(group.becoming for group in query.groups):
            leading = np.array([one.leads_to for one in held])[fit] & table.qualification[at]
            leading |= np.array([one.named_for for one in held])[fit] & table.short[at]
            text = np.where(leading, _LEADS_TO * text, text)
        fitting = text > 0
        at, fit, text = at[fitting], fit[fitting], text[fitting]
        text = text / text.max(initial=0.0)
        score, place, missed = self._judge(query.wishes).scored(at, text)
        found = RankedOffers(table, query.wishes, held, at, fit, text, score, place, missed)
        return found.taken(np.lexsort((at, -score)))

    def _add_providers(
        self,
        query: ParsedQuery,
        at: Positions,
        held: list[Fit],
        fit: Positions,
        providers: Mapping[str, tuple[Match, ...]],
    ) -> None:
        """Adds fits with the words that the offers' providers' names have; each course and provider once."""
        weights, numbers = self._weights(query), self._table.providers
        named = {numbers[name]: matches for name, matches in providers.items() if name in numbers}
        known: dict[tuple[int, int], int] = {}
        provider = self._table.provider[at]
        for position in np.flatnonzero(np.isin(provider, list(named))).tolist():
            own, by_name = int(fit[position]), int(provider[position])
            if (own, by_name) not in known:
                known[own, by_name] = len(held)
                held.append(self._with_provider(query, weights, held[own], named[by_name]))
            fit[position] = known[own, by_name]

    def _with_provider(
        self, query: ParsedQuery, weights: Sequence[float], own: Fit, by_name: Sequence[Match]
    ) -> Fit:
        """The fit with the words that the provider's name has and the course lacks."""
        matched = {id(match.group) for match in own.matches}
        more = [match for match in by_name if id(match.group) not in matched]
        return self._fit(query, weights, [*own.matches, *more]) if more else own

    def _weights(self, query: ParsedQuery) -> list[float]:
        return [group.weight * self._rarity(group) for group in query.groups]

    def _fit(self, query: ParsedQuery, weights: Sequence[float], matches: Sequence[Match]) -> Fit:
        levels = {id(match.group): match.level for match in matches}
        reached = 0.0
        for weight, group in zip(weights, query.groups, strict=True):
            reached += weight * levels.get(id(group), 0.0)
        fit = reached / sum(weights)
        text = fit * (1 - _FOCUS) + _FOCUS * fit * self._focus(matches)
        leading = [match for match in matches if match.leads_to]
        named = any(match.field == "title" and match.alternative.how is How.EXACT for match in leading)
        return Fit(text, tuple(matches), bool(leading), named)

    @staticmethod
    def _focus(matches: Sequence[Match]) -> float:
        """How much of the matching is in names: a name that says just this is a better answer."""
        if not matches:
            return 0.0
        said = [match for match in matches if match.field == "title" and match.alternative.how is How.EXACT]
        return len(said) / len(matches)

    def _rarity(self, group: Group) -> float:
        """BM25's idf of what stands for the word best, so that rare words count more."""
        best = max((a.weight for a in group.alternatives), default=0.0)
        count = max(
            (
                min(self._vocabulary.get(t, 0) for t in a.terms)
                for a in group.alternatives
                if a.weight == best
            ),
            default=0,
        )
        if count == 0:
            return 0.2
        return 0.5 + math.log(1 + (self._total - count + 0.5) / (count + 0.5))


class _GroupReader:
    """Finds what a group of the query matches; courses where its terms stand alike are read once."""

    def __init__(self, group: Group, terms: Sequence[str]) -> None:
        self._group = group
        places = {term: at for at, term in enumerate(terms)}
        own = dict.fromkeys(term for alternative in group.alternatives for term in alternative.terms)
        self._at = {term: places[term] for term in own}
        self._own = itemgetter(*self._at.values()) if own else None
        self._known: dict[object, Match | None] = {}

    def match(self, standing: bytes) -> Match | None:
        """The best match, by where each term of the query stands."""
        if self._own is None:
            return None
        own = self._own(standing)
        if own not in self._known:
            self._known[own] = best_match(self._group, {term: standing[at] for term, at in self._at.items()})
        return self._known[own]
