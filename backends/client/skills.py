"""The typed client of the skills mapping."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from backends.client.occupations import (
    FoundOccupation,
    Neighbour,
    Occupation,
    OccupationMissing,
    OccupationName,
    Requirement,
    SkillName,
    found_occupations,
    names,
    neighbours,
    occupation,
)
from backends.client.reading import is_missing, read
from backends.client.transport import TOTAL_SECONDS, BackendUnavailable, Failure, Transport

__all__ = [
    "BackendUnavailable",
    "Failure",
    "FollowUpQuestion",
    "FoundOccupation",
    "MappedSkills",
    "Neighbour",
    "Occupation",
    "OccupationMissing",
    "OccupationName",
    "Requirement",
    "SkillGap",
    "SkillName",
    "SkillsClient",
    "Suggestion",
    "ToldExperience",
]

_LONGEST_TEXT = 20_000
_MOST_URIS = 100
_MOST_HELD = 500
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ToldExperience:
    """How long and how much the person did something, in their own `words`.

    `extent` is long, regular, seasonal, beside or rarely; either may be untold.
    """

    months: float | None
    extent: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An occupation or a skill for the person to confirm.

    `confidence` is high, medium or low; `evidence` are the person's own words; `through` are the occupations
    that a skill comes from; `experience` is told of occupations alone.
    """

    uri: str
    label: str
    score: float
    confidence: str
    evidence: tuple[str, ...]
    through: tuple[str, ...] = ()
    experience: ToldExperience | None = None


@dataclass(frozen=True, slots=True)
class FollowUpQuestion:
    """A question that would help the person to tell more."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class MappedSkills:
    """What a text tells of, best first. `denied`: words about what the person cannot do."""

    occupations: tuple[Suggestion, ...] = ()
    skills: tuple[Suggestion, ...] = ()
    confidence: str = "low"
    followup: FollowUpQuestion | None = None
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillGap:
    """Essential skills of an occupation that are held (`share` of them) and that are missing."""

    label: str
    share: float
    held: tuple[SkillName, ...]
    missing: tuple[SkillName, ...]


class SkillsClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def map(
        self,
        text: str,
        *,
        occupations: int = 5,
        skills: int = 10,
        confirmed: Collection[str] = (),
        rejected: Collection[str] = (),
    ) -> MappedSkills | BackendUnavailable:
        """Occupations and skills for a person's own words; an overlong text is cut."""
        body = {
            "text": text[:_LONGEST_TEXT],
            "maxNumberOfOccupations": occupations,
            "maxNumberOfSkills": skills,
            "confirmed": list(confirmed)[:_MOST_URIS],
            "rejected": list(rejected)[:_MOST_URIS],
        }
        answer = await self._transport.post("/v1/skills/map", body)
        return read(answer, _mapped)

    async def occupation(self, uri: str) -> Occupation | OccupationMissing | BackendUnavailable:
        """What is known of one occupation."""
        answer = await self._transport.get(f"/v1/occupations/{quote(uri, safe='')}")
        return OccupationMissing(uri) if is_missing(answer) else read(answer, occupation)

    async def find_occupations(
        self, text: str, *, limit: int = 5
    ) -> tuple[FoundOccupation, ...] | BackendUnavailable:
        """Occupations that a learner's words name, the best first; none for a text that names none."""
        words = text.strip()[:_LONGEST_NAME].strip()
        if not words:
            return ()
        answer = await self._transport.get("/v1/occupations", [("q", words), ("limit", str(limit))])
        return read(answer, found_occupations)

    async def neighbours(
        self, uri: str, *, limit: int = 5, little: bool = False
    ) -> tuple[Neighbour, ...] | OccupationMissing | BackendUnavailable:
        """Occupations that one could turn to, the nearest first; with `little` those that need least more."""
        path = f"/v1/occupations/{quote(uri, safe='')}/neighbours"
        rank = "little" if little else "shared"
        answer = await self._transport.get(path, [("limit", str(limit)), ("rank", rank)])
        return OccupationMissing(uri) if is_missing(answer) else read(answer, neighbours)

    async def reachable(
        self, skills: Sequence[str], *, limit: int = 5
    ) -> tuple[Neighbour, ...] | BackendUnavailable:
        """Occupations that one could do with one's skills, those that need least more first."""
        body = {"skills": list(skills)[:_MOST_HELD], "limit": limit}
        return read(await self._transport.post("/v1/occupations/reachable", body), neighbours)

    async def gap(
        self, occupation: str, skills: Sequence[str]
    ) -> SkillGap | OccupationMissing | BackendUnavailable:
        """Skills that are held against an occupation's essential ones."""
        answer = await self._transport.post("/v1/gap", {"occupation": occupation, "skills": list(skills)})
        return OccupationMissing(occupation) if is_missing(answer) else read(answer, _gap)

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


def _mapped(body: Any) -> MappedSkills:
    question = body["followup"]
    return MappedSkills(
        occupations=tuple(_suggestion(item) for item in body["occupations"]),
        skills=tuple(_suggestion(item) for item in body["skills"]),
        confidence=body["confidence"],
        followup=FollowUpQuestion(question["id"], question["text"]) if question else None,
        denied=tuple(body["denied"]),
    )


def _suggestion(item: Any) -> Suggestion:
    told = item.get("experience")
    return Suggestion(
        uri=item["uri"],
        label=item["label"],
        score=float(item["score"]),
        confidence=item["confidence"],
        evidence=tuple(item["evidence"]),
        through=tuple(item.get("through", ())),
        experience=ToldExperience(told["months"], told["extent"], told["words"]) if told else None,
    )


def _gap(body: Any) -> SkillGap:
    return SkillGap(
        label=body["occupation"]["label"],
        share=float(body["share"]),
        held=names(body["held"]),
        missing=names(body["missing"]),
    )
