"""What one does in an occupation, and what the law or employers ask for (data/occupations)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from backends.courses.catalogue_schema import Slug, StrictRow
from backends.facts.domain import Source, Status
from backends.paths import DATA
from backends.pathways.outcomes import NamedOccupation
from backends.skills.core.files import read_table
from backends.skills.core.schema import OccupationUri
from backends.skills.domain import SkillsDataError

OCCUPATIONS = DATA / "occupations"
Sentence = Annotated[str, Field(min_length=10, max_length=400)]


class Binding(StrEnum):
    """Law: nobody may do the work, or be paid for it, without. Usual: employers often ask for it."""

    LAW = "law"
    USUAL = "usual"


class Requirement(StrictRow):
    """What is asked for in occupations.

    It holds for `occupations` and for all of the ISCO groups in `isco` (codes or their beginnings). `courses`
    are rows of the catalogue that give it; without one it is not a thing to study (a licence, an extract).
    """

    id: Slug
    name: Annotated[str, Field(min_length=3, max_length=100)]
    text: Sentence
    binding: Binding
    occupations: tuple[NamedOccupation, ...] = ()
    isco: tuple[Annotated[str, Field(pattern=r"^\d{2,4}$")], ...] = ()
    courses: tuple[Slug, ...] = ()
    source: Source
    checked_on: date
    status: Status

    @model_validator(mode="after")
    def _holds_somewhere(self) -> Requirement:
        if not (self.occupations or self.isco):
            raise ValueError(f"{self.id}: a requirement needs occupations or isco")
        return self

    def holds_for(self, uri: str, isco: str | None) -> bool:
        """Whether it is asked for in that occupation."""
        if any(one.uri == uri for one in self.occupations):
            return True
        return isco is not None and any(isco.startswith(code) for code in self.isco)


class RequirementTable(StrictRow):
    """requirements.yml."""

    items: tuple[Requirement, ...] = Field(min_length=1)


class TaskRow(StrictRow):
    """What one does in an occupation, in plain Finnish."""

    uri: OccupationUri
    label: Annotated[str, Field(min_length=2, max_length=200)]
    text: Sentence


class TaskTable(StrictRow):
    """tasks/<family>.yml."""

    items: tuple[TaskRow, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class OccupationLibrary:
    """Texts on tasks by occupation, and all requirements by id."""

    tasks: Mapping[str, str]
    requirements: Mapping[str, Requirement]

    def required(self, uri: str, isco: str | None) -> tuple[Requirement, ...]:
        """Verified requirements of an occupation, those of the law first."""
        held = [
            one
            for one in self.requirements.values()
            if one.status is Status.VERIFIED and one.holds_for(uri, isco)
        ]
        return tuple(sorted(held, key=lambda one: one.binding is not Binding.LAW))


def load_library(folder: Path = OCCUPATIONS) -> OccupationLibrary:
    """Reads tasks/*.yml and requirements.yml.

    Raises:
        SkillsDataError: for the first mistake, or an id or occupation that stands twice.
    """
    tasks: dict[str, str] = {}
    for path in sorted((folder / "tasks").glob("*.yml")):
        for row in read_table(path, folder, TaskTable).items:
            if row.uri in tasks:
                raise SkillsDataError(path.name, None, f"{row.label} stands twice")
            tasks[row.uri] = row.text
    name = "requirements.yml"
    requirements: dict[str, Requirement] = {}
    for requirement in read_table(folder / name, folder, RequirementTable).items:
        if requirement.id in requirements:
            raise SkillsDataError(name, None, f"the id '{requirement.id}' stands twice")
        requirements[requirement.id] = requirement
    return OccupationLibrary(tasks, requirements)
