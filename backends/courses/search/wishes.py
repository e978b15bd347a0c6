"""Wishes of a query about where, how, when and at what level; how well an offer meets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from backends.courses.domain import Mode, Time
from backends.courses.facts import OfferLike

_NONE: frozenset[str] = frozenset()


class Met(StrEnum):
    """How an offer answers to one wish. Only MET meets it; all else is named as relaxed.

    REGION: no town is known, but the region is that of the wanted town.
    """

    MET = "met"
    REGION = "region"
    NEAR = "near"
    ONLINE = "online"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """A wanted place: what meets it, and what is near it.

    `known` is false for a name that no gazetteer has.
    """

    names: tuple[str, ...]
    municipalities: frozenset[str] = _NONE
    regions: frozenset[str] = _NONE
    near_municipalities: frozenset[str] = _NONE
    near_regions: frozenset[str] = _NONE
    known: bool = True

    @property
    def wanted(self) -> str:
        """The place as it is said to the learner."""
        return ", ".join(self.names)

    def joined(self, other: PlaceWish) -> PlaceWish:
        """A wish that either place meets."""
        return PlaceWish(
            tuple(dict.fromkeys((*self.names, *other.names))),
            self.municipalities | other.municipalities,
            self.regions | other.regions,
            self.near_municipalities | other.near_municipalities,
            self.near_regions | other.near_regions,
            self.known or other.known,
        )

    def met_places(self, offer: OfferLike) -> list[str]:
        """The offer's municipalities and regions that are what was wanted, in the offer's order."""
        towns = [name for name in offer.municipalities if name in self.municipalities]
        return towns or [name for name in offer.regions if name in self.regions]

    def meets(self, offer: OfferLike) -> Met:
        """Municipality, or region where a region was wanted; else its region, near, online, unknown or
        somewhere else.
        """
        if self.met_places(offer):
            return Met.MET
        if self.municipalities and not offer.municipalities and self.near_regions.intersection(offer.regions):
            return Met.REGION
        near = self.near_municipalities.intersection(offer.municipalities)
        if near or self.near_regions.intersection(offer.regions):
            return Met.NEAR
        if Mode.ONLINE in offer.modes:
            return Met.ONLINE
        return Met.OTHER if offer.municipalities or offer.regions else Met.UNKNOWN


@dataclass(frozen=True, slots=True)
class Wishes:
    """All wishes of a query; an empty set is no wish. `cost` is liked, not demanded."""

    place: PlaceWish | None = None
    mode: frozenset[str] = _NONE
    time: frozenset[str] = _NONE
    kind: frozenset[str] = _NONE
    cost: frozenset[str] = _NONE

    def __bool__(self) -> bool:
        return bool(self.place or self.mode or self.time or self.kind or self.cost)

    def with_values(self, wish: str, values: Iterable[str]) -> Wishes:
        """The wishes with more of one sort. Two wishes about the level narrow each other where they can.

        Evening study is both a way and a time of study in our contracts, so a wish for the one is for both.
        """
        held: frozenset[str] = getattr(self, wish)
        new = frozenset(values)
        if wish == "kind" and held & new:
            return replace(self, kind=held & new)
        values_by_wish: dict[str, Any] = {wish: held | new}
        wishes = replace(self, **values_by_wish)
        if wish == "mode" and Mode.EVENING in new:
            return replace(wishes, time=wishes.time | {Time.EVENING})
        return wishes

    def met_by(self, offer: OfferLike) -> dict[str, Met]:
        """For each wish there is (place, mode, time, kind), how the offer answers to it."""
        met: dict[str, Met] = {}
        if self.place:
            met["place"] = self.place.meets(offer)
        if self.mode:
            met["mode"] = _among(self.mode, shown_modes(offer))
        if self.time:
            met["time"] = _among(self.time, shown_times(offer))
        if self.kind:
            met["kind"] = Met.MET if offer.kind in self.kind else Met.OTHER
        return met


def shown_modes(offer: OfferLike) -> tuple[Mode, ...]:
    """The offer's ways to study, with evening study where only its time says so (it is both in our
    contracts).
    """
    if Time.EVENING in offer.times and Mode.EVENING not in offer.modes:
        return (*offer.modes, Mode.EVENING)
    return offer.modes


def shown_times(offer: OfferLike) -> tuple[Time, ...]:
    """The offer's times of study, with the evening where only its ways to study say so."""
    if Mode.EVENING in offer.modes and Time.EVENING not in offer.times:
        return (*offer.times, Time.EVENING)
    return offer.times


def _among(wanted: frozenset[str], held: Iterable[str]) -> Met:
    values = frozenset(held)
    if not values:
        return Met.UNKNOWN
    return Met.MET if wanted <= values else Met.OTHER
