"""The gazetteer: finds places in messages, and answers questions about them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlu.places.index import MOST_WORDS, FormIndex, Found
from nlu.places.model import MUNICIPALITY, Place, PlaceMatch, TokenLike
from nlu.places.tables import FOLDER, PlaceTables, read_tables
from nlu.places.trust import Trust
from nlu.places.typos import MOST_TRIES, TypoReader

EARTH_RADIUS_KM = 6371.0
_TOKEN = re.compile(r"[^\W\d_]+(?:[-:'’][^\W\d_]+)*|\d+|[^\w\s]")


@dataclass(frozen=True)
class _Piece:
    text: str
    start: int
    end: int


class PlaceGazetteer:
    """Knows every municipality, region and employment area of Finland and finds them in any case form.

    Safe to share between threads.
    """

    def __init__(self, tables: PlaceTables, knows: Callable[[str], bool] | None = None) -> None:
        """Index the tables.

        Args:
            tables: the places and their names.
            knows: whether a word in lower case is a Finnish one; the others may be misspelt places.
        """
        self._tables = tables
        self._places: dict[str, Place] = {}
        for place in tables.places:
            self._places.setdefault(place.name.lower(), place)
        self._by_kind = {(place.name, place.kind): place for place in tables.places}
        self._index = FormIndex(tables.names)
        self._typos = TypoReader(self._index, knows, tables.doubtful) if knows else None

    @classmethod
    def load(cls, folder: Path = FOLDER, knows: Callable[[str], bool] | None = None) -> PlaceGazetteer:
        """Read the tables of a folder.

        Raises:
            ValueError: when the tables contradict each other.
        """
        return cls(read_tables(folder), knows)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places: municipalities first, then regions, areas and employment areas."""
        return self._tables.places

    def find(self, tokens: Sequence[TokenLike]) -> list[PlaceMatch]:
        """Return the places that a message names, in order, without overlaps; a district means its town."""
        trust = Trust(tokens, self._tables.doubtful)
        words = [_looked_up(token.text) for token in tokens]
        found: list[PlaceMatch] = []
        unread: list[int] = []
        at = 0
        while at < len(tokens):
            used, matches = self._at(words, at, trust, tokens)
            found.extend(matches)
            if not matches:
                unread.append(at)
            at += used
        found.extend(self._misspelt(words, unread, tokens))
        return sorted(found, key=lambda match: match.start)

    def find_in(self, text: str) -> list[PlaceMatch]:
        """Return the places in a text, split here by a simple rule."""
        return self.find([_Piece(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)])

    def guess(self, word: str) -> str | None:
        """Return the place that a misspelt word means which answers the question of the place, if one."""
        hit = self._typos.guess(_looked_up(word)) if self._typos else None
        return hit.name.means if hit else None

    def get(self, name: str, kind: str | None = None) -> Place | None:
        """Return the place of that name, nickname or district in the nominative, in any letter case, or None.

        Without `kind` a municipality goes before a region, a region before an employment area.
        """
        key = name.strip().lower()
        place = self._places.get(key)
        if place is None:
            found = self._index.find(key)
            place = (
                self._places[found.name.means.lower()] if found and found.name.text.lower() == key else None
            )
        if place is None or kind is None:
            return place
        return self._by_kind.get((place.name, kind))

    def municipalities_of(self, name: str, kind: str | None = None) -> tuple[str, ...]:
        """Return the municipalities in a place, a municipality being in itself; () if unknown."""
        place = self.get(name, kind)
        if place is None:
            return ()
        return self._tables.members.get((place.name, place.kind), (place.name,))

    def neighbours(self, name: str) -> tuple[str, ...]:
        """Return the places around a municipality or region (see `Place.neighbours`); () if unknown."""
        place = self.get(name)
        return place.neighbours if place else ()

    def distance_km(self, one: str, other: str) -> float | None:
        """Return the kilometres between two places as the crow flies, None if one is unknown.

        Of a place that holds several municipalities the nearest one counts: a town in its region is at 0 km.
        """
        from_, to = self._centres(one), self._centres(other)
        return min((_kilometres(a, b) for a in from_ for b in to), default=None)

    def _centres(self, name: str) -> list[Place]:
        return [self._by_kind[(town, MUNICIPALITY)] for town in self.municipalities_of(name)]

    def _at(
        self, words: Sequence[str], first: int, trust: Trust, tokens: Sequence[TokenLike]
    ) -> tuple[int, list[PlaceMatch]]:
        """Return how many tokens from `first` on are read, and the places in them; the longest one wins."""
        if not words[first][:1].isalpha():
            return 1, []
        longest = MOST_WORDS if self._index.begins_several(words[first]) else 1
        for last in range(min(first + longest, len(words)) - 1, first - 1, -1):
            hit = self._index.find(" ".join(words[first : last + 1]))
            if hit and trust.accepts(hit.form, first, last, hit.case, hit.name.caution):
                return last + 1 - first, [_match(hit, tokens[first].start, tokens[last].end)]
        return 1, list(self._parts(tokens[first], words[first])) if "-" in words[first] else []

    def _misspelt(
        self, words: Sequence[str], unread: Sequence[int], tokens: Sequence[TokenLike]
    ) -> Iterator[PlaceMatch]:
        """Read the unknown words of a message as misspelt places; the first few of them."""
        if self._typos is None:
            return
        for index in [i for i in unread if self._typos.is_tried(words[i])][:MOST_TRIES]:
            hit = self._typos.read(words[index])
            if hit:
                yield _match(hit, tokens[index].start, tokens[index].end)

    def _parts(self, token: TokenLike, word: str) -> Iterator[PlaceMatch]:
        """Places joined by a hyphen: "Turku-Helsinki"; only if every part is one."""
        parts = word.split("-")
        hits = [self._index.find(part) for part in parts]
        if all(hits) and len(word) == len(token.text):
            start = token.start
            for part, hit in zip(parts, hits):  # noqa: B905
                if hit:
                    yield _match(hit, start, start + len(part))
                start += len(part) + 1


def _match(hit: Found, start: int, end: int) -> PlaceMatch:
    return PlaceMatch(hit.name.means, hit.name.kind, start, end)


def _looked_up(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).lower()
    return composed.replace(":", "").replace("’", "'")


def _kilometres(one: Place, other: Place) -> float:
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


@lru_cache(maxsize=1)
def shared_places() -> PlaceGazetteer:
    """Return the gazetteer of this process, which asks the process's analyser what is a Finnish word."""
    return PlaceGazetteer.load(knows=_is_known)


def _is_known(word: str) -> bool:
    # Imported when first asked, so that the gazetteer itself loads without a morphology.
    from nlu.analysis import shared_analyzer

    return shared_analyzer().knows(word)
