"""What wishes make of a fit: how offers answer to each, and what that leaves of their scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from backends.courses.domain import Mode
from backends.courses.facts import Facts, OfferLike
from backends.courses.search.priors import LIKED_COST
from backends.courses.search.table import ANSWERS, NO_PLACE, Floats, OfferTable, Positions
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
_OTHER_WISHES = ("mode", "time", "kind")
_NOT_JUDGED = -2

type Distance = Callable[[PlaceWish, OfferLike], float | None]
type _Codes = npt.NDArray[np.int8]


class PlaceJudge:
    """How offers answer to one wish for a place, and what their distance takes away; each spot only once.

    May be kept for other queries with this wish, and used from several threads.
    """

    def __init__(self, place: PlaceWish, table: OfferTable, distance: Distance) -> None:
        self._place = place
        self._table = table
        self._distance = distance
        self._answers: _Codes = np.full(len(table.spots), _NOT_JUDGED, np.int8)
        self._far: Floats = np.zeros(len(table.spots))

    def judged(self, at: Positions) -> tuple[_Codes, Floats]:
        """For each offer the answer, as a position in ANSWERS, and what is taken away."""
        spots = self._table.spot[at]
        for spot in set(spots[self._answers[spots] == _NOT_JUDGED].tolist()):
            offer = self._table.spots[spot]
            met = self._place.meets(offer)
            self._far[spot] = self._farness(met, offer)
            self._answers[spot] = ANSWERS.index(met)
        return self._answers[spots], self._far[spots]

    def _farness(self, met: Met, offer: Facts) -> float:
        if met not in (Met.REGION, Met.NEAR, Met.OTHER):
            return 0.0
        kilometres = self._distance(self._place, offer)
        assumed = _FAR_KM if met is Met.OTHER else _NEAR_KM
        return _DISTANCE_WEIGHT * min(assumed if kilometres is None else kilometres, _FAR_KM) / _FAR_KM


class Judge:
    """Scores offers for the same wishes; those that are alike in what is wished for only once.

    May be kept for other queries with these wishes, and used from several threads.
    """

    def __init__(self, wishes: Wishes, table: OfferTable, place: PlaceJudge | None) -> None:
        self._wishes = wishes
        self._table = table
        self._place = place
        # By answer to the wish for a place (the last is NO_PLACE), then by manner.
        self._penalties: Floats = np.full((len(ANSWERS) + 1, len(table.manners)), np.nan)
        self._missed: _Codes = np.zeros(len(table.manners), np.int8)

    def scored(self, at: Positions, text: Floats) -> tuple[Floats, _Codes, _Codes]:
        """The offers' scores (their texts', less for wishes that they miss and for each kilometre), how they
        answer to the wish for a place, and which others they miss, by bits.
        """
        far: Floats | float = 0.0
        answers: _Codes = np.full(len(at), NO_PLACE, np.int8)
        if self._place:
            answers, far = self._place.judged(at)
        manners = self._table.manner[at]
        penalties = self._penalties[answers, manners]
        unknown = np.isnan(penalties)
        if unknown.any():
            self._judge(set(zip(answers[unknown].tolist(), manners[unknown].tolist(), strict=True)))
            penalties = self._penalties[answers, manners]
        speaks_for = self._table.prior[at]
        if self._wishes.cost:
            speaks_for = speaks_for + LIKED_COST * self._table.liked[at]
        scores = text * (1 - penalties - far + _PRIOR_WEIGHT * speaks_for)
        return np.maximum(scores, 0.0), answers, self._missed[manners]

    def _judge(self, pairs: set[tuple[int, int]]) -> None:
        for answer, manner in pairs:
            met = self._wishes.met_by(self._table.manners[manner])
            if answer != NO_PLACE:
                met["place"] = ANSWERS[answer]
            self._missed[manner] = sum(
                1 << bit for bit, wish in enumerate(_OTHER_WISHES) if met.get(wish, Met.MET) is not Met.MET
            )
            self._penalties[answer, manner] = self._penalty(met)

    def _penalty(self, met: Mapping[str, Met]) -> float:
        penalty = sum(_PENALTIES[wish][answer] for wish, answer in met.items())
        if met.get("kind") is Met.OTHER and len(self._wishes.kind) <= _PRECISE_KINDS:
            penalty += _PRECISE_KIND_PENALTY - _PENALTIES["kind"][Met.OTHER]
        if Mode.WORKPLACE in self._wishes.mode and met["mode"] is not Met.MET:
            penalty += _NO_APPRENTICESHIP
        return min(penalty, 0.9)
