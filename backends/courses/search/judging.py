"""What wishes make of a fit: how an offer answers to each, and what that leaves of its score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from backends.courses.domain import Mode
from backends.courses.facts import Facts, OfferLike
from backends.courses.search.matching import Fit, Match
from backends.courses.search.priors import LIKED_COST, LIKED_COSTS
from backends.courses.search.wishes import Met, PlaceWish, Wishes

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


class PlaceJudge:
    """How offers answer to one wish for a place, and what their distance takes away; each spot only once.

    May be kept for other queries with this wish, and used from several threads.
    """

    def __init__(self, place: PlaceWish, distance: Callable[[PlaceWish, OfferLike], float | None]) -> None:
        self._place = place
        self._distance = distance
        self._known: dict[object, tuple[Met, float]] = {}

    def judged(self, offer: Facts) -> tuple[Met, float]:
        """The answer, and what is taken away."""
        known = self._known.get(offer.spot)
        if known is None:
            met = self._place.meets(offer)
            known = self._known[offer.spot] = met, self._far(met, offer)
        return known

    def _far(self, met: Met, offer: Facts) -> float:
        if met not in (Met.REGION, Met.NEAR, Met.OTHER):
            return 0.0
        kilometres = self._distance(self._place, offer)
        assumed = _FAR_KM if met is Met.OTHER else _NEAR_KM
        return _DISTANCE_WEIGHT * min(assumed if kilometres is None else kilometres, _FAR_KM) / _FAR_KM


class Judge:
    """Scores offers for the same wishes; those that are alike in what is wished for only once.

    May be kept for other queries with these wishes, and used from several threads.
    """

    def __init__(self, wishes: Wishes, place: PlaceJudge | None) -> None:
        self._wishes = wishes
        self._place = place
        self._known: dict[Met | None, dict[object, tuple[Mapping[str, Met], float]]] = {
            answer: {} for answer in (None, *Met)
        }

    def ranked(self, found: Iterable[tuple[Facts, Fit]], best: float) -> list[Ranked]:
        """The offers that any word fits, in their order, each with its score: its text's (beside the `best`
        one's), less for wishes that it misses and for each kilometre.
        """
        place, known, cheap = self._place, self._known, bool(self._wishes.cost)
        hits = []
        for offer, fit in found:
            if fit.text <= 0:
                continue
            answer, far = place.judged(offer) if place else (None, 0.0)
            met, penalty = known[answer].get(offer.manner) or self._judged(answer, offer)
            speaks_for = offer.prior
            if cheap and offer.cost_class in LIKED_COSTS:
                speaks_for += LIKED_COST
            text = fit.text / best
            score = text * (1 - penalty - far + _PRIOR_WEIGHT * speaks_for)
            hits.append(Ranked(offer, text, score if score > 0 else 0.0, fit.matches, met))
        return hits

    def _judged(self, answer: Met | None, offer: Facts) -> tuple[Mapping[str, Met], float]:
        """How the offer answers to each wish, and what that takes away."""
        met = self._wishes.met_by(offer)
        judged = self._known[answer][offer.manner] = met, self._penalty(met)
        return judged

    def _penalty(self, met: Mapping[str, Met]) -> float:
        penalty = sum(_PENALTIES[wish][answer] for wish, answer in met.items())
        if met.get("kind") is Met.OTHER and len(self._wishes.kind) <= _PRECISE_KINDS:
            penalty += _PRECISE_KIND_PENALTY - _PENALTIES["kind"][Met.OTHER]
        if Mode.WORKPLACE in self._wishes.mode and met["mode"] is not Met.MET:
            penalty += _NO_APPRENTICESHIP
        return min(penalty, 0.9)
