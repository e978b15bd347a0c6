"""Finds all entities of a message and settles which of the overlapping ones stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from datafiles import read_yaml
from nlu.analysis import FinnishAnalyzer, Token, shared_analyzer
from nlu.entities.age import find_ages
from nlu.entities.context import is_meant
from nlu.entities.duration import find_durations
from nlu.entities.gazetteer import Gazetteer
from nlu.entities.model import Entity
from nlu.entities.negation import without_denied
from nlu.entities.phrases import Match, PhraseMatcher
from nlu.entities.roles import GOAL, with_roles
from nlu.entities.words import Word, words_of
from nlu.paths import LOOKUPS

_OPEN = {"qualification": "qualifications.yml", "occupation": "occupations.yml", "field": "fields.yml"}
# A message of the longest length that people write has fewer; what has more is no sentence.
MOST_TOKENS = 500
# A phrase of this value only takes its words from other phrases.
NOTHING = "-"
_FIXED = ("employment_status", "education_level", "study_mode")
_NOTHING_KIND = "nothing"
# Of two of the same length the earlier kind stands.
_ORDER = (
    "age",
    "duration",
    "qualification",
    "employment_status",
    "education_level",
    "place",
    "occupation",
    "field",
    "study_mode",
    _NOTHING_KIND,
)


class PlaceMatch(Protocol):
    """A place in a message, by its name in the nominative."""

    @property
    def name(self) -> str:
        """The place's name."""
        ...

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


class PlaceFinder(Protocol):
    """What is needed of the gazetteer of places."""

    def find(self, tokens: list[Token]) -> Sequence[PlaceMatch]:
        """Return the places of an analysed message."""
        ...


class EntityFinder:
    """Finds entities in analysed messages. Safe to share between threads."""

    def __init__(self, analyzer: FinnishAnalyzer, places: PlaceFinder, lookups: Path = LOOKUPS) -> None:
        """Read the lookup files."""
        self._analyzer = analyzer
        self._places = places
        self._open = [Gazetteer.load(kind, lookups / name, analyzer) for kind, name in _OPEN.items()]
        self._fixed = [
            (kind, PhraseMatcher(*_read(lookups / f"{kind}.yml"))) for kind in (*_FIXED, _NOTHING_KIND)
        ]

    def find(self, tokens: Sequence[Token]) -> list[Entity]:
        """Return the entities in the order of the text, without overlaps."""
        tokens = tokens[:MOST_TOKENS]
        words = words_of(tokens, self._analyzer)
        ranked = sorted(
            self._all(words, tokens),
            key=lambda c: (
                -c.entity.length,
                c.entity.value != NOTHING,
                _ORDER.index(c.entity.entity),
                c.entity.start,
            ),
        )
        kept: list[_Candidate] = []
        for candidate in ranked:
            if not any(candidate.overlaps(other) for other in kept):
                kept.append(candidate)
        found = sorted((c.entity for c in kept if c.entity.value != NOTHING), key=lambda entity: entity.start)
        return _without_repetitions(with_roles(_without_weaker(without_denied(found, words)), words))

    def _all(self, words: Sequence[Word], tokens: Sequence[Token]) -> Iterator[_Candidate]:
        yield from map(_Candidate.of, find_ages(words))
        yield from map(_Candidate.of, find_durations(words))
        for gazetteer in self._open:
            yield from map(_Candidate.of, gazetteer.find(words))
        for kind, matcher in self._fixed:
            for match in matcher.find(words):
                if match.value == NOTHING or is_meant(kind, match, words):
                    yield _Candidate.of_phrase(kind, match, words)
        for place in self._places.find(list(tokens)):
            yield _Candidate.of(Entity("place", place.name, place.start, place.end))


@dataclass(frozen=True)
class _Candidate:
    """An entity with the stretches of text that it claims for itself: a phrase leaves its gaps to others,
    so that "hitsaajan" in "virossa tehty hitsaajan tutkinto" is an occupation beside the foreign degree."""

    entity: Entity
    claims: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, entity: Entity) -> _Candidate:
        return cls(entity, ((entity.start, entity.end),))

    @classmethod
    def of_phrase(cls, kind: str, match: Match, words: Sequence[Word]) -> _Candidate:
        first, last = words[match.first].token, words[match.last].token
        entity = Entity(kind, match.value, first.start, last.end)
        if match.value == NOTHING:
            return cls.of(entity)
        return cls(entity, tuple((words[step].token.start, words[step].token.end) for step in match.steps))

    def overlaps(self, other: _Candidate) -> bool:
        if self.entity.entity == other.entity.entity:
            return self.entity.overlaps(other.entity)
        return any(a < d and c < b for a, b in self.claims for c, d in other.claims)


_MORE_THAN_EMPLOYED = frozenset({"part_time", "at_risk", "laid_off", "entrepreneur", "sick_leave"})
_MORE_THAN_BASIC = frozenset({"upper_secondary_general", "vocational", "further_vocational", "higher"})


def _without_weaker(entities: list[Entity]) -> list[Entity]:
    """What a stronger value of the same kind already says: who works part time or is about to lose the work
    is not said to be employed as well, nor who has a qualification to have gone to school."""
    said = {(entity.entity, entity.value) for entity in entities}
    weaker = set()
    if any(("employment_status", value) in said for value in _MORE_THAN_EMPLOYED):
        weaker.add(("employment_status", "employed"))
    if any(("education_level", value) in said for value in _MORE_THAN_BASIC):
        weaker.add(("education_level", "basic"))
    return [entity for entity in entities if (entity.entity, entity.value) not in weaker]


def _without_repetitions(entities: list[Entity]) -> list[Entity]:
    """Each once, where it is looked for if it is somewhere, else where it stands first."""
    kept: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        earlier = kept.get((entity.entity, entity.value))
        if earlier is None or (entity.role == GOAL and earlier.role != GOAL):
            kept[entity.entity, entity.value] = entity
    return sorted(kept.values(), key=lambda entity: entity.start)


def _read(path: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    data = read_yaml(path)
    return dict(data["values"]), dict(data.get("groups") or {})


@lru_cache(maxsize=1)
def shared_finder() -> EntityFinder:
    """Return the finder of this process."""
    from nlu.places import shared_places

    return EntityFinder(shared_analyzer(), shared_places())
