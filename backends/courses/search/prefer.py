"""Offers like another one, but cheaper, shorter or nearer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backends.courses.domain import CostClass, Extent, ExtentUnit, Offer
from backends.courses.facts import OfferLike
from backends.courses.search.table import Ranked

_COSTS = (CostClass.FREE, CostClass.SMALL_FEE, CostClass.PAID)
# Hours of work: 60 credits or competence points are a year's 1,600 hours; a working day and a month of it.
_HOURS: Mapping[ExtentUnit, float] = {
    ExtentUnit.OSP: 1_600 / 60,
    ExtentUnit.OP: 1_600 / 60,
    ExtentUnit.HOURS: 1.0,
    ExtentUnit.DAYS: 8.0,
    ExtentUnit.MONTHS: 1_600 / 12,
}

_ALIKE = 0.6


class Prefer(StrEnum):
    """What another offer should be."""

    CHEAPER = "cheaper"
    SHORTER = "shorter"
    NEARER = "nearer"


class Certainty(StrEnum):
    """How sure it is that the offers are what was preferred."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Preferred:
    """The hits to show, and whether they are known to be what was preferred, may be it, or are not."""

    hits: list[Ranked]
    certainty: Certainty = Certainty.KNOWN


def preferred(
    prefer: Prefer,
    reference: Offer,
    hits: Sequence[tuple[Ranked, Offer]],
    kilometres: Callable[[OfferLike], float | None],
) -> Preferred:
    """The hits (each with its offer) that are known to be cheaper or shorter than `reference`, in their
    order, or that are nearer and much alike, the nearest first.

    Where the reference's own cost, extent or place is not known, all hits whose own is known. Without any,
    those whose cost, extent or place nobody knows; without these, all that are alike: an answer that says
    what it could not keep helps more than none.
    """
    measure: Callable[[Offer], float | None] = {
        Prefer.CHEAPER: lambda offer: _cost(offer.cost_class),
        Prefer.SHORTER: lambda offer: _hours(offer.extent),
        Prefer.NEARER: kilometres,
    }[prefer]
    limit = measure(reference)
    measured = [(measure(offer), hit) for hit, offer in hits]
    fitting = [(value, hit) for value, hit in measured if value is not None]
    fitting = [(value, hit) for value, hit in fitting if limit is None or value < limit]
    if prefer is Prefer.NEARER:
        fitting = [(value, hit) for value, hit in fitting if hit.text >= _ALIKE]
        fitting.sort(key=lambda pair: pair[0])
    if fitting:
        return Preferred([hit for _, hit in fitting])
    unknown = [hit for value, hit in measured if value is None]
    if unknown:
        return Preferred(unknown, Certainty.UNKNOWN)
    return Preferred([hit for hit, _ in hits], Certainty.NONE)


def _cost(cost: CostClass | None) -> float | None:
    return None if cost is None else float(_COSTS.index(cost))


def _hours(extent: Extent | None) -> float | None:
    return None if extent is None else (extent.maximum or extent.amount) * _HOURS[extent.unit]
