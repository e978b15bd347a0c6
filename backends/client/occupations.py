"""Occupations as the clients know them, and how they are read from answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class SkillName:
    """A skill by name."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True)
class OccupationName:
    """An occupation by name."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked for in an occupation: by the law, or else usually by employers.

    `courses` are ids of the catalogue's rows that give it, `source` names the act or who asks.
    """

    id: str
    name: str
    text: str
    by_law: bool
    courses: tuple[str, ...]
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Occupation:
    """What is known of an occupation. `field` is its field in the course search.

    `tasks` says in plain Finnish what one does; None where only the skills are known.
    """

    uri: str
    label: str
    isco: str | None
    field: str | None
    description: str | None
    essential: tuple[SkillName, ...]
    optional: tuple[SkillName, ...]
    tasks: str | None = None
    requirements: tuple[Requirement, ...] = ()
    related: tuple[OccupationName, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundOccupation:
    """An occupation that a text names: by which name, and how well it fits (0 to 1; 0.8 and up is sure)."""

    uri: str
    label: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An occupation that one could turn to: `share` (0 to 1) of its essential skills is there already.

    `requirements` are names of what the law asks for in it.
    """

    uri: str
    label: str
    share: float
    shared: tuple[SkillName, ...]
    missing: tuple[SkillName, ...]
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OccupationMissing:
    """There is no occupation with that URI."""

    uri: str


def occupation(body: Any) -> Occupation:
    """Reads GET /v1/occupations/{uri}."""
    return Occupation(
        uri=body["uri"],
        label=body["label"],
        isco=body["isco"],
        field=body["field"],
        description=body["description"],
        essential=names(body["essential"]),
        optional=names(body["optional"]),
        tasks=body["tasks"],
        requirements=tuple(_requirement(item) for item in body["requirements"]),
        related=tuple(OccupationName(item["uri"], item["label"]) for item in body["related"]),
    )


def found_occupations(body: Any) -> tuple[FoundOccupation, ...]:
    """Reads GET /v1/occupations?q=."""
    return tuple(
        FoundOccupation(
            item["occupation"]["uri"], item["occupation"]["label"], item["name"], float(item["score"])
        )
        for item in body["items"]
    )


def neighbours(body: Any) -> tuple[Neighbour, ...]:
    """Reads a list of neighbours."""
    return tuple(
        Neighbour(
            uri=item["occupation"]["uri"],
            label=item["occupation"]["label"],
            share=float(item["share"]),
            shared=names(item["shared"]),
            missing=names(item["missing"]),
            requirements=tuple(item["requirements"]),
        )
        for item in body["items"]
    )


def names(items: Any) -> tuple[SkillName, ...]:
    """Reads a list of skills."""
    return tuple(SkillName(item["uri"], item["label"]) for item in items)


def _requirement(item: Any) -> Requirement:
    return Requirement(
        id=item["id"],
        name=item["name"],
        text=item["text"],
        by_law=item["binding"] == "law",
        courses=tuple(item["courses"]),
        source=item["source"]["name"],
        checked_on=date.fromisoformat(item["checked_on"]),
    )
