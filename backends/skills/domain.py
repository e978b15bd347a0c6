"""Occupations, skills and the relations between them, as ESCO names them. Pure data.

What a source does not say is None or empty; it is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ESCO = "http://data.europa.eu/esco/"


class SkillType(StrEnum):
    """ESCO's two types of skills."""

    SKILL = "skill/competence"
    KNOWLEDGE = "knowledge"


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill or a field of knowledge. `alternatives` are ESCO's own other labels."""

    uri: str
    label: str
    type: SkillType | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation. `isco` is the code of its ISCO-08 unit group ("5120"), `code` ESCO's own ("5120.1").

    `field` is the everyday name of its field in the course search; the embedded core's occupations have one.
    """

    uri: str
    label: str
    isco: str | None = None
    code: str | None = None
    alternatives: tuple[str, ...] = ()
    description: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """That an occupation needs a skill: always (`essential`) or in some jobs."""

    occupation: str
    skill: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A whole classification. Every URI of `relations` stands in `occupations` or `skills`."""

    occupations: tuple[Occupation, ...]
    skills: tuple[Skill, ...]
    relations: tuple[Relation, ...]
    groups: tuple[tuple[str, str], ...] = ()


class SkillsDataError(ValueError):
    """Data that cannot be used: names the file, the line (1-based, if known) and the reason."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {reason}")
