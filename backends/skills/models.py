"""What the skills mapping takes and answers over HTTP (pydantic; OpenAPI is made of it).

The names of POST /v1/skills/map are those of the national skills recogniser, which serves the same need.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from backends.skills.domain import Occupation, Skill, SkillType
from backends.skills.guide import Gap
from backends.skills.matching.experience import Experience, Extent
from backends.skills.matching.result import Confidence, Mapped, Suggested

LONGEST_TEXT = 20_000
MOST_ITEMS = 100
Uri = Annotated[str, Field(min_length=1, max_length=200)]


class Taken(BaseModel):
    """A body of a request; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MapBody(Taken):
    """A text in the person's own words.

    `confirmed` and `rejected` are URIs that the person said yes or no to.
    """

    text: str = Field(max_length=LONGEST_TEXT)
    maxNumberOfSkills: int = Field(default=10, ge=1, le=MOST_ITEMS)  # noqa: N815 - the recogniser's name
    maxNumberOfOccupations: int = Field(default=10, ge=1, le=MOST_ITEMS)  # noqa: N815
    language: Literal["fi"] = "fi"
    confirmed: list[Uri] = Field(default=[], max_length=MOST_ITEMS)
    rejected: list[Uri] = Field(default=[], max_length=MOST_ITEMS)


class GapBody(Taken):
    """An occupation aimed at, and the skills that the person has."""

    occupation: Uri
    skills: list[Uri] = Field(max_length=500)


class Given(BaseModel):
    """Answers are made of our own data, so that more members may come later."""

    model_config = ConfigDict(frozen=True)


class SkillItem(Given):
    """A skill by name."""

    uri: str
    label: str
    skillType: SkillType | None  # noqa: N815

    @classmethod
    def of(cls, skill: Skill) -> SkillItem:
        """The skill as it is answered."""
        return cls(uri=skill.uri, label=skill.label, skillType=skill.type)


class OccupationItem(Given):
    """An occupation by name."""

    uri: str
    label: str
    isco: str | None

    @classmethod
    def of(cls, occupation: Occupation) -> OccupationItem:
        """The occupation as it is answered."""
        return cls(uri=occupation.uri, label=occupation.label, isco=occupation.isco)


class ToldExperience(Given):
    """How long (`months`) and how much (`extent`) the person did something, in their own `words`."""

    months: float | None
    extent: Extent | None
    words: str

    @classmethod
    def of(cls, told: Experience) -> ToldExperience:
        """What was told as it is answered."""
        return cls(months=told.months, extent=told.extent, words=told.words)


class _Suggestion(Given):
    uri: str
    label: str
    score: float
    confidence: Confidence
    evidence: list[str]


class SuggestedOccupation(_Suggestion):
    """An occupation for the person to confirm; `evidence` are the person's own words."""

    experience: ToldExperience | None


class SuggestedSkill(_Suggestion):
    """A skill for the person to confirm; `through` are the occupations that it comes from."""

    skillType: SkillType | None  # noqa: N815
    through: list[str]


class Question(Given):
    """A question that would help the person to tell more."""

    id: str
    text: str


class MapAnswer(Given):
    """Suggestions, best first. `denied` are words about what the person says they cannot or did not do."""

    skills: list[SuggestedSkill]
    occupations: list[SuggestedOccupation]
    confidence: Confidence
    followup: Question | None
    denied: list[str]

    @classmethod
    def of(cls, found: Mapped) -> MapAnswer:
        """The mapping as it is answered."""
        question = found.followup
        return cls(
            skills=[
                SuggestedSkill.model_validate(
                    _suggested(one) | {"skillType": one.type, "through": list(one.through)}
                )
                for one in found.skills
            ],
            occupations=[
                SuggestedOccupation.model_validate(
                    _suggested(one)
                    | {"experience": ToldExperience.of(one.experience) if one.experience else None}
                )
                for one in found.occupations
            ],
            confidence=found.confidence,
            followup=Question(id=question.id, text=question.text) if question else None,
            denied=list(found.denied),
        )


def _suggested(one: Suggested) -> dict[str, object]:
    return {
        "uri": one.uri,
        "label": one.label,
        "score": one.score,
        "confidence": one.confidence,
        "evidence": list(one.evidence),
    }


class GapAnswer(Given):
    """Which of an occupation's essential skills are held (`share` of them) and which are missing."""

    occupation: OccupationItem
    share: float
    held: list[SkillItem]
    missing: list[SkillItem]
    unknown: list[str]

    @classmethod
    def of(cls, gap: Gap) -> GapAnswer:
        """The gap as it is answered."""
        return cls(
            occupation=OccupationItem.of(gap.occupation),
            share=round(gap.share, 4),
            held=[SkillItem.of(skill) for skill in gap.held],
            missing=[SkillItem.of(skill) for skill in gap.missing],
            unknown=list(gap.unknown),
        )
