"""The typed client of the skills mapping."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from backends.client.transport import TOTAL_SECONDS, Answer, BackendUnavailable, Failure, Transport

__all__ = [
    "BackendUnavailable",
    "Failure",
    "FollowUpQuestion",
    "MappedSkills",
    "Neighbour",
    "Occupation",
    "OccupationMissing",
    "SkillGap",
    "SkillName",
    "SkillsClient",
    "Suggestion",
]

_OK, _MISSING = 200, 404
_LONGEST_TEXT = 20_000
_MOST_URIS = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An occupation or a skill for the person to confirm.

    `confidence` is high, medium or low; `evidence` are the person's own words; `through` are the occupations
    that a skill comes from.
    """

    uri: str
    label: str
    score: float
    confidence: str
    evidence: tuple[str, ...]
    through: tuple[str, ...] = ()


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
class SkillName:
    """A skill by name."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """What is known of an occupation. `field` is its field in the course search."""

    uri: str
    label: str
    isco: str | None
    field: str | None
    description: str | None
    essential: tuple[SkillName, ...]
    optional: tuple[SkillName, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An occupation that one could turn to: `share` (0 to 1) of its essential skills is there already."""

    uri: str
    label: str
    share: float
    shared: tuple[SkillName, ...]
    missing: tuple[SkillName, ...]


@dataclass(frozen=True, slots=True)
class SkillGap:
    """Essential skills of an occupation that are held (`share` of them) and that are missing."""

    label: str
    share: float
    held: tuple[SkillName, ...]
    missing: tuple[SkillName, ...]


@dataclass(frozen=True, slots=True)
class OccupationMissing:
    """There is no occupation with that URI."""

    uri: str


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
        return _read(answer, _mapped)

    async def occupation(self, uri: str) -> Occupation | OccupationMissing | BackendUnavailable:
        """What is known of one occupation."""
        answer = await self._transport.get(f"/v1/occupations/{quote(uri, safe='')}")
        return OccupationMissing(uri) if _is_missing(answer) else _read(answer, _occupation)

    async def neighbours(
        self, uri: str, *, limit: int = 5
    ) -> tuple[Neighbour, ...] | OccupationMissing | BackendUnavailable:
        """Occupations that one could turn to, the nearest first."""
        path = f"/v1/occupations/{quote(uri, safe='')}/neighbours"
        answer = await self._transport.get(path, [("limit", str(limit))])
        return OccupationMissing(uri) if _is_missing(answer) else _read(answer, _neighbours)

    async def gap(
        self, occupation: str, skills: Sequence[str]
    ) -> SkillGap | OccupationMissing | BackendUnavailable:
        """Skills that are held against an occupation's essential ones."""
        answer = await self._transport.post("/v1/gap", {"occupation": occupation, "skills": list(skills)})
        return OccupationMissing(occupation) if _is_missing(answer) else _read(answer, _gap)

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


def _is_missing(answer: Answer | BackendUnavailable) -> bool:
    return isinstance(answer, Answer) and answer.status == _MISSING


def _read[T](answer: Answer | BackendUnavailable, parse: Callable[[Any], T]) -> T | BackendUnavailable:
    if isinstance(answer, BackendUnavailable):
        return answer
    try:
        if answer.status == _OK:
            return parse(answer.body)
        return BackendUnavailable(Failure.REFUSED, str(answer.body.get("detail_en")))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return BackendUnavailable(Failure.UNREADABLE, repr(error))


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
    return Suggestion(
        uri=item["uri"],
        label=item["label"],
        score=float(item["score"]),
        confidence=item["confidence"],
        evidence=tuple(item["evidence"]),
        through=tuple(item.get("through", ())),
    )


def _occupation(body: Any) -> Occupation:
    return Occupation(
        uri=body["uri"],
        label=body["label"],
        isco=body["isco"],
        field=body["field"],
        description=body["description"],
        essential=_names(body["essential"]),
        optional=_names(body["optional"]),
    )


def _neighbours(body: Any) -> tuple[Neighbour, ...]:
    return tuple(
        Neighbour(
            uri=item["occupation"]["uri"],
            label=item["occupation"]["label"],
            share=float(item["share"]),
            shared=_names(item["shared"]),
            missing=_names(item["missing"]),
        )
        for item in body["items"]
    )


def _gap(body: Any) -> SkillGap:
    return SkillGap(
        label=body["occupation"]["label"],
        share=float(body["share"]),
        held=_names(body["held"]),
        missing=_names(body["missing"]),
    )


def _names(items: Any) -> tuple[SkillName, ...]:
    return tuple(SkillName(item["uri"], item["label"]) for item in items)
