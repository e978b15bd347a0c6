"""How well an offer fits a query: words first, then wishes. Pure arithmetic over indexed offers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backends.courses.domain import Mode
from backends.courses.facts import Facts, OfferLike
from backends.courses.search.priors import prior
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.wishes import Met, PlaceWish, Wishes
from backends.courses.storage.repository import FIELDS, IndexedCourse

FIELD_LEVELS: Mapping[str, float] = {"title": 1.0, "keyword": 0.85, "part": 0.75, "body": 0.3}
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
_PRIOR_WEIGHT = 0.35
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


@dataclass(slots=True)
class Ranked:
    """An offer with its fit: `text` (0 to 1) by words alone, `score` with wishes; `met` by wish.

    Not frozen only because that would take four times as long to make, and each search makes hundreds.
    """

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


class _Judge:
    """Scores offers for the wishes of one query; those that are alike in what is wished for only once."""

    def __init__(self, wishes: Wishes, distance: Callable[[PlaceWish, OfferLike], float | None]) -> None:
        self._wishes = wishes
        self._cheap = bool(wishes.cost)
        self._distance = distance
        self._known: dict[tuple[object, ...], tuple[Mapping[str, Met], float]] = {}

    def ranked(self, offer: Facts, matches: tuple[Match, ...], text: float) -> Ranked:
        """The offer with its score: its text's, less for wishes that it misses and for each kilometre."""
        key = (offer.municipalities, offer.regions, offer.modes, offer.times, offer.kind)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._judged(offer)
        met, kept = known
        score = text * (kept + _PRIOR_WEIGHT * prior(offer, self._cheap))
        return Ranked(offer, text, score if score > 0 else 0.0, matches, met)

    def _judged(self, offer: Facts) -> tuple[Mapping[str, Met], float]:
        """How the offer answers to each wish, and what that leaves of its text's score."""
        met = self._wishes.met_by(offer)
        return met, (1 - self._penalty(met) - self._far(met, offer) if met else 1.0)

    def _penalty(self, met: Mapping[str, Met]) -> float:
        penalty = sum(_PENALTIES[wish][answer] for wish, answer in met.items())
        if met.get("kind") is Met.OTHER and len(self._wishes.kind) <= _PRECISE_KINDS:
            penalty += _PRECISE_KIND_PENALTY - _PENALTIES["kind"][Met.OTHER]
        if Mode.WORKPLACE in self._wishes.mode and met["mode"] is not Met.MET:
            penalty += _NO_APPRENTICESHIP
        return min(penalty, 0.9)

    def _far(self, met: Mapping[str, Met], offer: Facts) -> float:
        place = self._wishes.place
        if place is None or met["place"] not in (Met.REGION, Met.NEAR, Met.OTHER):
            return 0.0
        kilometres = self._distance(place, offer)
        assumed = _FAR_KM if met["place"] is Met.OTHER else _NEAR_KM
        return _DISTANCE_WEIGHT * min(assumed if kilometres is None else kilometres, _FAR_KM) / _FAR_KM


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
        weights, terms = self._weights(query), query.terms
        known: dict[tuple[int | None, ...], Fit] = {}
        fits = {}
        for course in courses:
            held = course.standing(terms)
            fit = known.get(held)
            if fit is None:
                fit = known[held] = self._fit_of(query, weights, dict(zip(terms, held, strict=True)))
            if fit.matches:
                fits[course.number] = fit
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
        judge = _Judge(query.wishes, self._distance)
        ranked = [judge.ranked(offer, fit.matches, fit.text / best) for offer, fit in found if fit.text > 0]
        return sorted(ranked, key=lambda hit: (-hit.score, hit.offer.row))

    def _with_provider(
        self, query: ParsedQuery, weights: Sequence[float], own: Fit, by_name: Sequence[Match]
    ) -> Fit:
        """The fit with the words that the provider's name has and the course lacks."""
        matched = {id(match.group) for match in own.matches}
        more = [match for match in by_name if id(match.group) not in matched]
        return self._fit(query, weights, [*own.matches, *more]) if more else own

    def _weights(self, query: ParsedQuery) -> list[float]:
        return [group.weight * self._rarity(group) for group in query.groups]

    def _fit_of(
        self, query: ParsedQuery, weights: Sequence[float], standing: Mapping[str, int | None]
    ) -> Fit:
        """The fit of the courses where the query's terms stand so."""
        matches = [match for group in query.groups if (match := _best_match(group, standing)) is not None]
        return self._fit(query, weights, matches) if matches else _NO_FIT

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


def _best_match(group: Group, standing: Mapping[str, int | None]) -> Match | None:
    """The alternative that stands most strongly in a course's terms."""
    best: Match | None = None
    reached = 0.0
    for alternative in group.alternatives:
        if alternative.weight * _MOST_ECHOED <= reached:
            break
        field, level = _level(alternative, standing)
        if level > reached:
            best, reached = Match(group, alternative, field, level), level
    return best


def _provider_matches(groups: Sequence[Group], terms: frozenset[str]) -> Iterator[Match]:
    for group in groups:
        for alternative in group.alternatives:
            if alternative.how is How.EXACT and terms.issuperset(alternative.terms):
                yield Match(group, alternative, "provider", alternative.weight * _PROVIDER_LEVEL)
                break


def _level(alternative: Alternative, standing: Mapping[str, int | None]) -> tuple[str, float]:
    """The field where all terms stand (each where it weighs most) and the weight there.

    0 where one is missing.
    """
    level, where = 1.0, "title"
    echoes = 0
    for term in alternative.terms:
        field, reached, again = _STANDINGS[standing[term] or 0]
        if not reached or (field == "body" and alternative.how not in _HOW_IN_BODY):
            return "body", 0.0
        echoes = max(echoes, again)
        if reached < level:
            level, where = reached, field
    return where, level * alternative.weight * (1 + _ECHO * echoes)


def _standing(bits: int) -> tuple[str, float, int]:
    """Of the fields where a term stands: the one where it weighs most, its level (0: none), how many more."""
    fields = [name for at, name in enumerate(FIELDS) if bits & 1 << at]
    if not fields:
        return "body", 0.0, 0
    best = max(fields, key=lambda name: FIELD_LEVELS[name])
    return best, FIELD_LEVELS[best], len(fields) - 1


_STANDINGS = tuple(_standing(bits) for bits in range(1 << len(FIELDS)))
