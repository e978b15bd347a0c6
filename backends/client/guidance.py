"""The typed client of the labour market and of paths to an occupation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backends.client.occupations import OccupationMissing, SkillName
from backends.client.paths import (
    Note,
    PathOffer,
    PathPlan,
    PathStep,
    PathWishes,
    RequirementName,
    StudyPath,
    plan,
)
from backends.client.reading import is_missing, read
from backends.client.transport import TOTAL_SECONDS, Answer, BackendUnavailable, Failure, Transport

__all__ = [
    "BackendUnavailable",
    "Failure",
    "GuidanceClient",
    "Note",
    "OccupationMissing",
    "Outlook",
    "PathOffer",
    "PathPlan",
    "PathStep",
    "PathWishes",
    "RegionMissing",
    "RequirementName",
    "SkillName",
    "StudyPath",
]

_MOST_SKILLS = 500
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Outlook:
    """How work and workers meet. `balance` is shortage, balance or surplus, None where it is not known.

    `label` and `text` say it in Finnish ("ei tiedossa" too); `note` warns of old data. `region` None is the
    whole country.
    """

    balance: str | None
    label: str
    text: str
    region: str | None
    day: date | None
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class RegionMissing:
    """There is no region or municipality of that name."""

    name: str


class GuidanceClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def outlook(
        self, occupation: str, region: str | None = None
    ) -> Outlook | OccupationMissing | RegionMissing | BackendUnavailable:
        """How work and workers meet in an occupation, in a region or municipality or the whole country."""
        parameters = [("occupation", occupation)]
        if region:
            parameters.append(("region", region[:_LONGEST_NAME]))
        answer = await self._transport.get("/v1/outlook", parameters)
        if isinstance(answer, Answer) and is_missing(answer):
            of_region = "region" in str(answer.body.get("type")) if isinstance(answer.body, dict) else False
            return RegionMissing(region or "") if of_region else OccupationMissing(occupation)
        return read(answer, _outlook)

    async def paths(
        self,
        occupation: str,
        skills: Sequence[str] = (),
        *,
        requirements: Sequence[str] = (),
        wishes: PathWishes | None = None,
    ) -> PathPlan | OccupationMissing | BackendUnavailable:
        """Paths from the skills and cards (ids of requirements) that one has to an occupation."""
        wanted = wishes or PathWishes()
        body = {
            "occupation": occupation,
            "skills": list(skills)[:_MOST_SKILLS],
            "requirements": list(requirements),
            "wishes": {
                "place": wanted.place[:_LONGEST_NAME] if wanted.place else None,
                "modes": sorted(wanted.modes),
                "months": wanted.months,
                "money": wanted.money,
                "finnish": wanted.finnish,
                "education": wanted.education,
            },
        }
        answer = await self._transport.post("/v1/paths", body)
        return OccupationMissing(occupation) if is_missing(answer) else read(answer, plan)

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


def _outlook(body: Any) -> Outlook:
    return Outlook(
        balance=body["balance"],
        label=body["label"],
        text=body["text"],
        region=body["region"],
        day=date.fromisoformat(body["date"]) if body["date"] else None,
        source=body["source"],
        note=body["note"],
    )
