"""What profiles take and answer over HTTP."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, JsonValue

from backends.profiles.reading import Format
from backends.skills.models import (
    Given,
    OccupationItem,
    SkillItem,
    SuggestedOccupation,
    SuggestedSkill,
    Taken,
    Uri,
)

MOST_URIS = 500


class ProfileBody(Taken):
    """A profile of another service, as it was given out, under `profile`."""

    profile: dict[str, JsonValue]


class ProfileRead(Given):
    """What a profile holds. `skills` and `occupations` were named by it; `unknown` are unknown URIs.

    `suggestedSkills` and `suggestedOccupations` rest on what it tells in words, for the person to confirm.
    """

    format: Format
    skills: list[SkillItem]
    occupations: list[OccupationItem]
    unknown: list[str]
    suggestedSkills: list[SuggestedSkill]  # noqa: N815 - one style of names in an answer
    suggestedOccupations: list[SuggestedOccupation]  # noqa: N815


class Target(StrEnum):
    """In whose names a profile is written."""

    PLAIN = "plain"
    OSAAMISPOLKU = "osaamispolku"
    ELM = "elm"


class ExportBody(Taken):
    """What the person has confirmed; URIs that are not known are left out and named."""

    skills: list[Uri] = Field(default=[], max_length=MOST_URIS)
    occupations: list[Uri] = Field(default=[], max_length=MOST_URIS)
    target: Target = Target.PLAIN


class ProfileWritten(Given):
    """The profile in the target's names."""

    target: Target
    profile: dict[str, JsonValue]
    unknown: list[str]
