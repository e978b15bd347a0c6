"""How well an offer fits a query: words first, then wishes. Pure arithmetic over indexed offers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from backends.courses.domain import CostClass, Kind
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.wishes import Met
from backends.courses.storage.repository import IndexedOffer

FIELD_LEVELS: Mapping[str, float] = {"title": 1.0, "keyword": 0.85, "part": 0.7, "provider": 0.6, "body": 0.3}
_HOW_IN_BODY = frozenset({How.EXACT, How.SPELLING, How.SYNONYM})
_PENALTIES: Mapping[str, Mapping[Met, float]] = {
    "place": {Met.MET: 0.0, Met.NEAR: 0.10, Met.ONLINE: 0.12, Met.UNKNOWN: 0.20, Met.OTHER: 0.32},
    "mode": {Met.MET: 0.0, Met.UNKNOWN: 0.12, Met.OTHER: 0.16},
    "time": {Met.MET: 0.0, Met.UNKNOWN: 0.04, Met.OTHER: 0.06},
    "kind": {Met.MET: 0.0, Met.OTHER: 0.12},
}
_PRECISE_KINDS = 2
_PRECISE_KIND_PENALTY = 0.26
_FAR_KM = 1_000.0
_DISTANCE_WEIGHT = 0.08
_LIKED_COST = 0.05
_FOCUS = 0.06
_KIND_PRIOR: Mapping[Kind, float] = {
    Kind.DEGREE: 0.03,
    Kind.SHORT: 0.02,
    Kind.DEGREE_PART: -0.02,
    Kind.HE: -0.01,
}
_LEVEL_PRIOR: Mapping[str, float] = {"perustutkinto": 0.05, "erikoisammattitutkinto": -0.05}
_KNOWN_PROVIDER = 0.02
_ECHO = 0.03
_MOST_ECHOED = 1 + 4 * _ECHO
_REPEATED_NAME = 0.08
_REPEATED_NEAR = 0.04
_MOST_REPEATS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Why a group of the query fits an offer: by which alternative, in which field, how strongly (0 to 1)."""

    group: Group
    alternative: Alternative
    field: str
    level: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """An offer with its fit: `text` (0 to 1) by words alone, `score` with wishes; `met` by wish."""

    item: IndexedOffer
    text: float
    score: float
    matches: tuple[Match, ...]
    met: Mapping[str, Met]

    @property
    def relaxed(self) -> tuple[str, ...]:
        """The wishes that this offer does not meet."""
        return tuple(wish for wish, met in self.met.items() if met is not Met.MET)


@dataclass(frozen=True, slots=True)
class _Fit:
    text: float
    matches: tuple[Match, ...]


class Ranker:
    """Ranks offers for a query. `distance` gives kilometres from the wanted place to an offer, if known."""

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        total: int,
        distance: Callable[[str, IndexedOffer], float | None],
    ) -> None:
        self._vocabulary = vocabulary
        self._total = max(total, 1)
        self._distance = distance

    def rank(self, query: ParsedQuery, items: Sequence[IndexedOffer]) -> list[Ranked]:
        """Offers that any word fits (all, if the query has wishes alone), the best first; ties by row."""
        fits = self._fits(query, items)
        best = max((fit.text for fit in fits), default=0.0)
        ranked = [
            self._ranked(query, item, fit.matches, fit.text / best if best else 1.0)
            for item, fit in zip(items, fits, strict=True)
            if fit.text > 0 or not query.groups
        ]
        return sorted(ranked, key=lambda hit: (-hit.score, hit.item.row))

    def _fits(self, query: ParsedQuery, items: Sequence[IndexedOffer]) -> list[_Fit]:
        """How the words fit each offer; worked out once a course where the provider's name plays no part."""
        weights = [self._rarity(group) for group in query.groups]
        terms = frozenset(query.terms)
        by_course: dict[int, _Fit] = {}
        fits = []
        for item in items:
            shared = terms.isdisjoint(item.terms["provider"])
            fit = by_course.get(item.course) if shared else None
            if fit is None:
                matches = tuple(self._matches(query.groups, item))
                fit = _Fit(self._text(weights, matches, query.groups), matches)
                if shared:
                    by_course[item.course] = fit
            fits.append(fit)
        return fits

    def _ranked(
        self, query: ParsedQuery, item: IndexedOffer, matches: tuple[Match, ...], text: float
    ) -> Ranked:
        met = query.wishes.met_by(item.offer)
        penalty = sum(_PENALTIES[wish][answer] for wish, answer in met.items())
        if met.get("kind") is Met.OTHER and len(query.wishes.kind) <= _PRECISE_KINDS:
            penalty += _PRECISE_KIND_PENALTY - _PENALTIES["kind"][Met.OTHER]
        score = text * (1 - min(penalty, 0.9))
        score += 0.5 * text * self._prior(query, item)
        if query.wishes.place and met["place"] in (Met.NEAR, Met.OTHER):
            kilometres = self._distance(query.wishes.place.wanted, item)
            far = min(_FAR_KM if kilometres is None else kilometres, _FAR_KM) / _FAR_KM
            score -= text * _DISTANCE_WEIGHT * far
        return Ranked(item, text, max(score, 0.0), matches, met)

    def _prior(self, query: ParsedQuery, item: IndexedOffer) -> float:
        offer = item.offer
        prior = _KIND_PRIOR.get(offer.kind, 0.0) + (_KNOWN_PROVIDER if offer.provider else 0.0)
        if offer.kind is Kind.DEGREE:
            prior += sum(weight for term, weight in _LEVEL_PRIOR.items() if term in item.terms["title"])
        if query.wishes.cost and offer.cost_class in (CostClass.FREE, CostClass.SMALL_FEE):
            prior += 2 * _LIKED_COST
        return prior

    def _matches(self, groups: Sequence[Group], item: IndexedOffer) -> list[Match]:
        return [match for group in groups if (match := self._best_match(group, item)) is not None]

    def _best_match(self, group: Group, item: IndexedOffer) -> Match | None:
        best: Match | None = None
        for alternative in group.alternatives:
            if best is not None and alternative.weight * _MOST_ECHOED <= best.level:
                break
            field, level = _level(alternative, item)
            if level > 0 and (best is None or level > best.level):
                best = Match(group, alternative, field, level)
        return best

    def _text(self, weights: Sequence[float], matches: Sequence[Match], groups: Sequence[Group]) -> float:
        if not groups:
            return 0.0
        levels = {id(match.group): match.level for match in matches}
        total = sum(weights)
        fit = (
            sum(weight * levels.get(id(group), 0.0) for weight, group in zip(weights, groups, strict=True))
            / total
        )
        return fit * (1 - _FOCUS) + _FOCUS * fit * self._focus(matches)

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


def spread(hits: Sequence[Ranked], place_wanted: bool = False) -> list[Ranked]:
    """Hits in a new order: the same course again (elsewhere, by another provider) goes down a little
    each time.
    """
    seen: Counter[str] = Counter()
    keyed = []
    step = _REPEATED_NEAR if place_wanted else _REPEATED_NAME
    for hit in hits:
        repeats = min(seen[hit.item.offer.name], _MOST_REPEATS)
        seen[hit.item.offer.name] += 1
        keyed.append((hit.score - step * repeats, hit))
    return [hit for _, hit in sorted(keyed, key=lambda pair: (-pair[0], pair[1].item.row))]


def _level(alternative: Alternative, item: IndexedOffer) -> tuple[str, float]:
    """The field where all terms stand (each where it weighs most) and the weight there.

    0 where one is missing.
    """
    level, where = 1.0, "title"
    echoes = 0
    for term in alternative.terms:
        fields = [name for name in FIELD_LEVELS if term in item.terms[name]]
        field = fields[0] if fields else None
        echoes = max(echoes, len(fields) - 1)
        if field is None or (field == "body" and alternative.how not in _HOW_IN_BODY):
            return "body", 0.0
        if FIELD_LEVELS[field] < level:
            level, where = FIELD_LEVELS[field], field
    return where, level * alternative.weight * (1 + _ECHO * echoes)
