"""The one gazetteer of places: municipalities, regions, employment areas, areas, districts, nicknames."""

from nlu.places.gazetteer import PlaceGazetteer, shared_places
from nlu.places.model import Place, PlaceMatch, TokenLike

__all__ = ["Place", "PlaceGazetteer", "PlaceMatch", "TokenLike", "shared_places"]
