"""How well an offer suits the wishes, and a course's best offer for an objective."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backends.courses.domain import CostClass, Offer
from backends.courses.search.wishes import Met, PlaceWish, shown_modes
from backends.pathways.domain import Course, Objective, Wishes
from backends.pathways.problem import Candidate
from backends.pathways.settings import PlannerSettings

_FINNISH = "fi"
_AROUND = (Met.REGION, Met.NEAR)
_DEAREST_FIRST = (CostClass.PAID, CostClass.SMALL_FEE, CostClass.FREE)
_LEAST_COST = 1e-3

type _Profile = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Suits:
    """How an offer answers to the wishes; `penalty` is what unmet and unknown ones cost."""

    nearness: float
    cost: float
    penalty: float
    relaxed: tuple[str, ...]
    unknown: tuple[str, ...]


class OfferChooser:
    """Judges offers for one learner; made anew for each request."""

    def __init__(self, wishes: Wishes, place: Callable[[str], PlaceWish], settings: PlannerSettings) -> None:
        self._wishes = wishes
        self._place = place(wishes.place) if wishes.place else None
        self._settings = settings
        self._held: dict[_Profile, Suits] = {}
        self._suited: dict[str, list[tuple[Suits, Offer]]] = {}

    def candidate(
        self, course: Course, gives: frozenset[str], needs: frozenset[str], objective: Objective
    ) -> Candidate:
        """The course by the offer that is best for the objective."""
        weights = self._settings.objectives[objective]
        suited = self._suited.get(course.id)
        if suited is None:
            suited = self._suited[course.id] = self._different(course)
        suits, offer = min(
            suited,
            key=lambda one: weights.cost * one[0].cost + weights.nearness * one[0].nearness + one[0].penalty,
        )
        cost = weights.step + weights.months * course.reckoned_months + suits.penalty
        cost += weights.cost * suits.cost + weights.nearness * suits.nearness
        unknown = suits.unknown if course.months is not None else ("months", *suits.unknown)
        return Candidate(course, offer, max(cost, _LEAST_COST), gives, needs, suits.relaxed, unknown)

    def _different(self, course: Course) -> list[tuple[Suits, Offer]]:
        """The course's offers, each sort by its first one."""
        found: dict[Suits, Offer] = {}
        for offer in course.offers:
            profile = (
                offer.municipalities,
                offer.regions,
                offer.modes,
                offer.times,
                offer.cost_class,
                offer.languages,
            )
            held = self._held.get(profile)
            if held is None:
                held = self._held[profile] = self._judged(offer)
            found.setdefault(held, offer)
        return list(found.items())

    def _judged(self, offer: Offer) -> Suits:
        settings = self._settings
        where = self._place.meets(offer) if self._place else Met.MET
        relaxed = list(self._relaxed(offer, where))
        unknown = list(self._unknown(offer, where))
        near = settings.unmet_wish.near if where in _AROUND else 0.0
        far = len([wish for wish in relaxed if not (wish == "place" and where in _AROUND)])
        penalty = near + far * settings.unmet_wish.other + len(unknown) * settings.unknown
        cost = settings.cost[offer.cost_class or "unknown"]
        return Suits(settings.nearness[where], cost, penalty, tuple(relaxed), tuple(unknown))

    def _relaxed(self, offer: Offer, where: Met) -> Iterable[str]:
        wishes = self._wishes
        if where in (*_AROUND, Met.OTHER):
            yield "place"
        if wishes.modes and offer.modes and not wishes.modes.intersection(shown_modes(offer)):
            yield "modes"
        if wishes.money and offer.cost_class:
            dearer = _DEAREST_FIRST[: _DEAREST_FIRST.index(wishes.money)]
            if offer.cost_class in dearer:
                yield "money"
        if offer.languages and _FINNISH not in offer.languages:
            yield "language"

    def _unknown(self, offer: Offer, where: Met) -> Iterable[str]:
        if where is Met.UNKNOWN or not (offer.municipalities or offer.regions or where is Met.ONLINE):
            yield "place"
        if not shown_modes(offer):
            yield "modes"
        if offer.cost_class is None:
            yield "cost"
