"""What is answered about names and requirements of occupations over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from backends.facts.domain import Source
from backends.occupations.finder import Found
from backends.occupations.library import Binding, OccupationLibrary, Requirement
from backends.skills.domain import Occupation
from backends.skills.guide import Neighbour, OccupationInfo
from backends.skills.models import Given, OccupationItem, SkillItem, Taken, Uri

MOST_NEIGHBOURS = 50


class FoundOccupation(Given):
    """An occupation that a text names: by which name, and how well it fits (0 to 1)."""

    occupation: OccupationItem
    name: str
    score: float

    @classmethod
    def of(cls, found: Found) -> FoundOccupation:
        """As it is answered."""
        return cls(occupation=OccupationItem.of(found.occupation), name=found.name, score=found.score)


class FoundOccupations(Given):
    """Occupations that a text names, the best first; empty where it names none."""

    items: list[FoundOccupation]


class RequirementItem(Given):
    """What the law or employers ask for. `courses` are ids of rows of the catalogue that give it."""

    id: str
    name: str
    text: str
    binding: Binding
    courses: list[str]
    source: Source
    checked_on: date

    @classmethod
    def of(cls, one: Requirement) -> RequirementItem:
        """As it is answered."""
        return cls(
            id=one.id,
            name=one.name,
            text=one.text,
            binding=one.binding,
            courses=list(one.courses),
            source=one.source,
            checked_on=one.checked_on,
        )


class OccupationDetails(Given):
    """What is known of an occupation; null or empty is "ei tiedossa".

    `tasks` says in plain Finnish what one does; `description` is the taxonomy's own. `field` is the name of
    its field in the course search; `related` are occupations of the same ISCO group.
    """

    uri: str
    label: str
    isco: str | None
    group: str | None
    field: str | None
    alternatives: list[str]
    tasks: str | None
    description: str | None
    essential: list[SkillItem]
    optional: list[SkillItem]
    requirements: list[RequirementItem]
    related: list[OccupationItem]

    @classmethod
    def of(
        cls, info: OccupationInfo, library: OccupationLibrary, related: Iterable[Occupation]
    ) -> OccupationDetails:
        """The occupation as it is answered."""
        one = info.occupation
        return cls(
            uri=one.uri,
            label=one.label,
            isco=one.isco,
            group=info.group,
            field=one.field,
            alternatives=list(one.alternatives),
            tasks=library.tasks.get(one.uri),
            description=one.description,
            essential=[SkillItem.of(skill) for skill in info.essential],
            optional=[SkillItem.of(skill) for skill in info.optional],
            requirements=[RequirementItem.of(asked) for asked in library.required(one.uri, one.isco)],
            related=[OccupationItem.of(other) for other in related],
        )


class NeighbourItem(Given):
    """A neighbouring occupation: `share` (0 to 1) of its essential skills is there already.

    `requirements` are names of what the law asks for in it.
    """

    occupation: OccupationItem
    share: float
    shared: list[SkillItem]
    missing: list[SkillItem]
    requirements: list[str]

    @classmethod
    def of(cls, one: Neighbour, library: OccupationLibrary) -> NeighbourItem:
        """The neighbour as it is answered."""
        asked = library.required(one.occupation.uri, one.occupation.isco)
        return cls(
            occupation=OccupationItem.of(one.occupation),
            share=one.share,
            shared=[SkillItem.of(skill) for skill in one.shared],
            missing=[SkillItem.of(skill) for skill in one.missing],
            requirements=[requirement.name for requirement in asked if requirement.binding is Binding.LAW],
        )


class Neighbours(Given):
    """Neighbouring occupations, the nearest first."""

    items: list[NeighbourItem]


class ReachableBody(Taken):
    """The skills that a person has."""

    skills: list[Uri] = Field(max_length=500)
    limit: Annotated[int, Field(ge=1, le=MOST_NEIGHBOURS)] = 10
