"""Wanted places by the gazetteer of `nlu`: what meets a wish for a place, what is near it, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from backends.courses.facts import OfferLike
from backends.courses.search.wishes import PlaceWish
from nlu.analysis import FinnishAnalyzer
from nlu.places import Place, PlaceGazetteer, TokenLike

_MUNICIPALITY, _REGION = "municipality", "region"
_MOST_WISHES = 1_000


class Gazetteer:
    """Turns places of a text, or a place's name in any case form, into wishes."""

    def __init__(self, finnish: FinnishAnalyzer, places: PlaceGazetteer) -> None:
        self._finnish = finnish
        self._places = places
        self._distance = lru_cache(maxsize=100_000)(places.distance_km)
        self._wish = lru_cache(maxsize=_MOST_WISHES)(self._wish_for)

    def in_text(self, text: str) -> list[tuple[PlaceWish, int, int]]:
        """Places of a text with where they begin and end."""
        return self.in_tokens(self._finnish.tokens(text))

    def in_tokens(self, tokens: Sequence[TokenLike]) -> list[tuple[PlaceWish, int, int]]:
        """Places of a text's tokens with where they begin and end."""
        found = []
        for match in self._places.find(tokens):
            place = self._places.get(match.name, match.kind)
            if place is not None:
                found.append((self._wish(place), match.start, match.end))
        return found

    def by_name(self, name: str) -> PlaceWish:
        """The place of that name; a name that the gazetteer does not have gives a wish with `known` false."""
        place = self._places.get(name.strip())
        if place is not None:
            return self._wish(place)
        in_text = self.in_text(name)
        return in_text[0][0] if in_text else PlaceWish((name.strip(),), known=False)

    def kilometres(self, wish: PlaceWish, offer: OfferLike) -> float | None:
        """Kilometres from the wanted place to the nearest of the offer's municipalities, if both are
        known.
        """
        distances = (self._distance(one, other) for one in wish.names for other in offer.municipalities)
        return min((distance for distance in distances if distance is not None), default=None)

    def _wish_for(self, place: Place) -> PlaceWish:
        if place.kind == _REGION:
            return PlaceWish(
                (place.name,), regions=frozenset({place.name}), near_regions=frozenset(place.neighbours)
            )
        towns = frozenset(self._places.municipalities_of(place.name, place.kind))
        regions = {
            town.region for name in towns if (town := self._places.get(name, _MUNICIPALITY)) is not None
        }
        around = {near for name in towns for near in self._places.neighbours(name)}
        return PlaceWish(
            (place.name,),
            municipalities=towns,
            near_municipalities=frozenset(around) - towns,
            near_regions=frozenset(regions),
        )
