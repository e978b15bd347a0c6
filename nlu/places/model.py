"""Places, names that mean them, and matches in a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

MUNICIPALITY = "municipality"
REGION = "region"
EMPLOYMENT_AREA = "employment_area"
AREA = "area"


class TokenLike(Protocol):
    """What the gazetteer asks of a token; `nlu.analysis.Token` is one."""

    @property
    def text(self) -> str:
        """The token as written."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


@dataclass(frozen=True)
class Place:
    """A place that the project knows.

    `kind` is municipality, region, employment_area or area (a well-known area that is no official one).
    `region` and `employment_area` are names; "" where the place spreads over several or is one itself.
    `lat` and `lon` are degrees: of the centre, or the mean of the municipalities' centres. `neighbours` of
    a municipality are the municipalities around it, of a region the regions around it, of the others the
    municipalities in it.
    """

    name: str
    kind: str
    code: str
    region: str
    employment_area: str
    lat: float
    lon: float
    neighbours: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class PlaceMatch:
    """A mention: the name and kind of the place that is meant, and where it stands in the text."""

    name: str
    kind: str
    start: int
    end: int


class Caution(Enum):
    """How sure a form must be before it counts as the place; the rules are in `nlu.places.trust`."""

    NONE = ""
    NOUN = "noun"
    STRICT = "strict"
    PERSON = "person"
    NAME_ONLY = "name_only"


class Case(Enum):
    """The case of a form, as far as it matters: a local case says where, whence or whither."""

    BASE = "base"
    LOCAL = "local"
    OTHER = "other"


@dataclass(frozen=True)
class Name:
    """A name as it is written in the tables, and the place that it means."""

    text: str
    means: str
    kind: str
    stems: str
    caution: Caution
