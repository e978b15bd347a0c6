"""Wanted places by the gazetteer of `nlu`: what meets a wish for a place, what is near it, how far it is."""

from __future__ import annotations

from functools import lru_cache

from backends.courses.domain import Offer
from backends.courses.search.wishes import PlaceWish
from nlu.analysis import FinnishAnalyzer
from nlu.places import Place, PlaceGazetteer


class Gazetteer:
    """Turns places of a text, or a place's name in any case form, into wishes."""

    def __init__(self, finnish: FinnishAnalyzer, places: PlaceGazetteer) -> None:
        self._finnish = finnish
        self._places = places
        self._distance = lru_cache(maxsize=100_000)(self._distance_km)

    def in_text(self, text: str) -> list[tuple[PlaceWish, int, int]]:
        """Places of a text with where they begin and end."""
        found = []
        for match in self._places.find(self._finnish.tokens(text)):
            place = self._places.get(match.name)
            if place is not None:
                found.append((self._wish(place), match.start, match.end))
        return found

    def by_name(self, name: str) -> PlaceWish:
        """The place of that name; a name that the gazetteer does not have gives a wish with `known` false."""
        place = self._places.get(name.strip())
        if place is not None:
            return self._wish(place)
        in_text = self.in_text(name)
        return in_text[0][0] if in_text else PlaceWish(name.strip(), known=False)

    def kilometres(self, wanted: str, offer: Offer) -> float | None:
        """Kilometres from a place to the nearest of the offer's municipalities, if both are known."""
        distances = (self._distance(wanted, municipality) for municipality in offer.municipalities)
        return min((distance for distance in distances if distance is not None), default=None)

    def _distance_km(self, one: str, other: str) -> float | None:
        return self._places.distance_km(one, other)

    def _wish(self, place: Place) -> PlaceWish:
        name = frozenset({place.name})
        neighbours = frozenset(place.neighbours)
        if place.kind == "region":
            return PlaceWish(place.name, regions=name, near_regions=neighbours)
        if place.kind == "municipality":
            region = frozenset({place.region} if place.region else ())
            return PlaceWish(
                place.name, municipalities=name, near_municipalities=neighbours, near_regions=region
            )
        return PlaceWish(place.name, municipalities=neighbours)
