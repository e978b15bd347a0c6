"""Offers like another one, but cheaper, shorter or nearer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backends.courses.domain import CostClass, Extent, ExtentUnit, Kind, Offer
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

_AT_MOST_HOURS: Mapping[Kind, float] = {Kind.SHORT: 800.0, Kind.BADGE: 800.0, Kind.DEGREE_PART: 1_200.0}

_ALIKE = 0.6


class Prefer(StrEnum):
    """What another offer should be."""

    CHEAPER = "cheaper"
    SHORTER = "shorter"
    NEARER = "nearer"


class Certainty(StrEnum):
    """How sure it is that the offers are what was preferred.

    REFERENCE: theirs is known, but not that of the offer that they are compared with. UNKNOWN: theirs is
    not. NONE: they are not what was preferred.
    """

    KNOWN = "known"
    REFERENCE = "reference"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Preferred:
    """The hits to show, and how sure it is that they are what was preferred."""

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

    Where the reference's own cost, extent or place is not known, those whose own is known, the least first;
    a short course of unknown extent is taken to be shorter than the longest of its kind. Without any, those
    whose cost, extent or place nobody knows; without these, all that are alike: an answer that says
    what it could not keep helps more than none.
    """
    measure: Callable[[Offer], float | None] = {
        Prefer.CHEAPER: lambda offer: _cost(offer.cost_class),
        Prefer.SHORTER: lambda offer: _hours(offer.extent),
        Prefer.NEARER: kilometres,
    }[prefer]
    limit = measure(reference)
    known = limit is not None
    if limit is None and prefer is Prefer.SHORTER:
        limit = _AT_MOST_HOURS.get(reference.kind)
    measured = [(measure(offer), hit) for hit, offer in hits]
    fitting = [(value, hit) for value, hit in measured if value is not None]
    fitting = [(value, hit) for value, hit in fitting if limit is None or value < limit]
    if prefer is Prefer.NEARER:
        fitting = [(value, hit) for value, hit in fitting if hit.text >= _ALIKE]
    if prefer is Prefer.NEARER or not known:
        fitting.sort(key=lambda pair: pair[0])
    if fitting:
        certainty = Certainty.KNOWN if known else Certainty.REFERENCE
        return Preferred([hit for _, hit in fitting], certainty)
    unknown = [hit for value, hit in measured if value is None]
    if unknown:
        return Preferred(unknown, Certainty.UNKNOWN)
    return Preferred([hit for hit, _ in hits], Certainty.NONE)


def _cost(cost: CostClass | None) -> float | None:
    return None if cost is None else float(_COSTS.index(cost))


def _hours(extent: Extent | None) -> float | None:
    return None if extent is None else (extent.maximum or extent.amount) * _HOURS[extent.unit]
