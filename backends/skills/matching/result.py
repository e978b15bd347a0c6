"""What mapping a text answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backends.skills.domain import SkillType
from backends.skills.matching.experience import Experience


class Confidence(StrEnum):
    """How sure a suggestion is; nothing is claimed before the person confirms it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Suggested:
    """An occupation or a skill for the person to confirm.

    `score` is 0 to 1; `evidence` are the person's own words. `through` are labels of the occupations that a
    skill comes from; () for one that the words name themselves. `experience` is how long and how much the
    person did the occupation's work, where they said so.
    """

    uri: str
    label: str
    score: float
    confidence: Confidence
    evidence: tuple[str, ...]
    type: SkillType | None = None
    through: tuple[str, ...] = ()
    experience: Experience | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that would help: its id in followups.yml and its Finnish text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """Suggestions, best first, with the best one's confidence. `denied`: words of what one cannot do."""

    occupations: tuple[Suggested, ...] = ()
    skills: tuple[Suggested, ...] = ()
    confidence: Confidence = Confidence.LOW
    followup: FollowUp | None = None
    denied: tuple[str, ...] = ()
