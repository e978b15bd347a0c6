"""What wishes make of a fit: how an offer answers to each, and what that leaves of its score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backends.courses.domain import Mode
from backends.courses.facts import Facts, OfferLike
from backends.courses.search.matching import Match
from backends.courses.search.priors import prior
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
_MOST_KNOWN = 2_000


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


class Judge:
    """Scores offers for the same wishes; those that are alike in what is wished for only once.

    May be kept for other queries with these wishes, and used from several threads.
    """

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
            if len(self._known) >= _MOST_KNOWN:
                self._known = {}
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
