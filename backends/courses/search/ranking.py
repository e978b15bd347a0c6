"""How well an offer fits a query: words first, then wishes. Pure arithmetic over indexed offers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backends.courses.domain import Mode
from backends.courses.facts import Facts, OfferLike
from backends.courses.search.priors import prior
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.wishes import Met, PlaceWish
from backends.courses.storage.repository import IndexedCourse

FIELD_LEVELS: Mapping[str, float] = {"title": 1.0, "keyword": 0.9, "part": 0.7, "body": 0.3}
_PROVIDER_LEVEL = 0.6
_HOW_IN_BODY = frozenset({How.EXACT, How.SPELLING, How.SYNONYM})
_PENALTIES: Mapping[str, Mapping[Met, float]] = {
    "place": {
        Met.MET: 0.0,
        Met.REGION: 0.10,
        Met.NEAR: 0.10,
        Met.ONLINE: 0.12,
        Met.UNKNOWN: 0.16,
        Met.OTHER: 0.32,
    },
    "mode": {Met.MET: 0.0, Met.UNKNOWN: 0.13, Met.OTHER: 0.17},
    "time": {Met.MET: 0.0, Met.UNKNOWN: 0.04, Met.OTHER: 0.06},
    "kind": {Met.MET: 0.0, Met.OTHER: 0.12},
}
_NO_APPRENTICESHIP = 0.12  # apprenticeships are offers of their own in the catalogue
_PRECISE_KINDS = 2
_PRECISE_KIND_PENALTY = 0.26
_FAR_KM = 1_000.0
_NEAR_KM = 50.0
_DISTANCE_WEIGHT = 0.08
_PRIOR_WEIGHT = 0.5
_FOCUS = 0.06
_ECHO = 0.03
_MOST_ECHOED = 1 + 4 * _ECHO


@dataclass(frozen=True, slots=True)
class Match:
    """Why a group of the query fits an offer: by which alternative, in which field, how strongly (0 to 1)."""

    group: Group
    alternative: Alternative
    field: str
    level: float


@dataclass(frozen=True, slots=True)
class Fit:
    """How the words of a query fit a course: 0 to 1, and by which matches."""

    text: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An offer with its fit: `text` (0 to 1) by words alone, `score` with wishes; `met` by wish."""

    offer: Facts
    text: float
    score: float
    matches: tuple[Match, ...]
    met: Mapping[str, Met]

    @property
    def relaxed(self) -> tuple[str, ...]:
        """The wishes that this offer does not meet."""
        return tuple(wish for wish, met in self.met.items() if met is not Met.MET)


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
        distance: Callable[[PlaceWish, OfferLike], float | None],
    ) -> None:
        self._vocabulary = vocabulary
        self._total = max(total, 1)
        self._providers = providers
        self._distance = distance

    def fits(self, query: ParsedQuery, courses: Sequence[IndexedCourse]) -> dict[int, Fit]:
        """How the words fit each course that they fit at all, by its number, the best first."""
        weights = self._weights(query)
        fits = {}
        for course in courses:
            matches = [match for group in query.groups if (match := _best_match(group, course)) is not None]
            if matches:
                fits[course.number] = self._fit(query, weights, matches)
        return dict(sorted(fits.items(), key=lambda item: (-item[1].text, item[0])))

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
        terms = frozenset(query.terms)
        named = {name: held for name, held in self._providers.items() if not terms.isdisjoint(held)}
        return {name: tuple(_provider_matches(query.groups, held)) for name, held in named.items()}

    def rank(
        self,
        query: ParsedQuery,
        offers: Sequence[Facts],
        fits: Mapping[int, Fit],
        providers: Mapping[str, tuple[Match, ...]],
    ) -> list[Ranked]:
        """Offers that any word fits (all, if the query has wishes alone), the best first; ties by row."""
        weights = self._weights(query)
        known: dict[tuple[int, str | None], Fit] = {}
        found = []
        for offer in offers:
            provider = offer.provider if offer.provider in providers else None
            key = (offer.course, provider)
            if key not in known:
                own = fits.get(offer.course, _NO_FIT if query.groups else _ANY_FIT)
                known[key] = self._with_provider(query, weights, own, providers.get(provider or "", ()))
            found.append((offer, known[key]))
        best = max((fit.text for _, fit in found), default=0.0)
        ranked = [
            self._ranked(query, offer, fit.matches, fit.text / best) for offer, fit in found if fit.text > 0
        ]
        return sorted(ranked, key=lambda hit: (-hit.score, hit.offer.row))

    def _with_provider(
        self, query: ParsedQuery, weights: Sequence[float], own: Fit, by_name: Sequence[Match]
    ) -> Fit:
        """The fit with the words that the provider's name has and the course lacks."""
        matched = {id(match.group) for match in own.matches}
        more = [match for match in by_name if id(match.group) not in matched]
        return self._fit(query, weights, [*own.matches, *more]) if more else own

    def _ranked(self, query: ParsedQuery, offer: Facts, matches: tuple[Match, ...], text: float) -> Ranked:
        met = query.wishes.met_by(offer)
        penalty = sum(_PENALTIES[wish][answer] for wish, answer in met.items())
        if met.get("kind") is Met.OTHER and len(query.wishes.kind) <= _PRECISE_KINDS:
            penalty += _PRECISE_KIND_PENALTY - _PENALTIES["kind"][Met.OTHER]
        if Mode.WORKPLACE in query.wishes.mode and met["mode"] is not Met.MET:
            penalty += _NO_APPRENTICESHIP
        score = text * (1 - min(penalty, 0.9)) + _PRIOR_WEIGHT * text * prior(
            offer, cheap=bool(query.wishes.cost)
        )
        if query.wishes.place and met["place"] in (Met.REGION, Met.NEAR, Met.OTHER):
            kilometres = self._distance(query.wishes.place, offer)
            assumed = _FAR_KM if met["place"] is Met.OTHER else _NEAR_KM
            far = min(assumed if kilometres is None else kilometres, _FAR_KM) / _FAR_KM
            score -= text * _DISTANCE_WEIGHT * far
        return Ranked(offer, text, max(score, 0.0), matches, met)

    def _weights(self, query: ParsedQuery) -> list[float]:
        return [self._rarity(group) for group in query.groups]

    def _fit(self, query: ParsedQuery, weights: Sequence[float], matches: Sequence[Match]) -> Fit:
        levels = {id(match.group): match.level for match in matches}
        reached = (
            weight * levels.get(id(group), 0.0) for weight, group in zip(weights, query.groups, strict=True)
        )
        fit = sum(reached) / sum(weights)
        return Fit(fit * (1 - _FOCUS) + _FOCUS * fit * self._focus(matches), tuple(matches))

    @staticmethod
    def _focus(matches: Sequence[Match]) -> float:
        """How much of the matching is in names: a name that says just this is a better answer."""
        if not matches:
            return 0.0
        said = (match.field == "title" and match.alternative.how is How.EXACT for match in matches)
        return sum(said) / len(matches)

    def _rarity(self, group: Group) -> float:
        """BM25's idf of the most frequent sense of what was said, so that rare words count more."""
        counts = [
            min(self._vocabulary.get(t, 0) for t in a.terms) for a in group.alternatives if a.weight >= 0.7
        ]
        counts = counts or [min(self._vocabulary.get(t, 0) for t in a.terms) for a in group.alternatives]
        count = max(counts, default=0)
        if count == 0:
            return 0.2
        return 0.5 + math.log(1 + (self._total - count + 0.5) / (count + 0.5))


def _best_match(group: Group, course: IndexedCourse) -> Match | None:
    best: Match | None = None
    for alternative in group.alternatives:
        if best is not None and alternative.weight * _MOST_ECHOED <= best.level:
            break
        field, level = _level(alternative, course)
        if level > 0 and (best is None or level > best.level):
            best = Match(group, alternative, field, level)
    return best


def _provider_matches(groups: Sequence[Group], terms: frozenset[str]) -> Iterator[Match]:
    for group in groups:
        for alternative in group.alternatives:
            if alternative.how is How.EXACT and terms.issuperset(alternative.terms):
                yield Match(group, alternative, "provider", alternative.weight * _PROVIDER_LEVEL)
                break


def _level(alternative: Alternative, course: IndexedCourse) -> tuple[str, float]:
    """The field where all terms stand (each where it weighs most) and the weight there.

    0 where one is missing.
    """
    level, where = 1.0, "title"
    echoes = 0
    for term in alternative.terms:
        fields = [name for name in FIELD_LEVELS if term in course.terms[name]]
        field = fields[0] if fields else None
        echoes = max(echoes, len(fields) - 1)
        if field is None or (field == "body" and alternative.how not in _HOW_IN_BODY):
            return "body", 0.0
        if FIELD_LEVELS[field] < level:
            level, where = FIELD_LEVELS[field], field
    return where, level * alternative.weight * (1 + _ECHO * echoes)
