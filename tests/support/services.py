"""Services for tests: fakes of the backends' clients, and clients of nobody for what is not used."""

from collections.abc import Collection, Sequence
from pathlib import Path

from actions.intake.model import load_intake
from actions.services import Services
from backends.client.courses import CoursesClient
from backends.client.facts import FactsClient
from backends.client.guidance import GuidanceClient, Outlook, PathPlan, PathWishes
from backends.client.occupations import FoundOccupation, Neighbour, Occupation, OccupationMissing
from backends.client.skills import BackendUnavailable, MappedSkills, SkillsClient

NOWHERE = "http://127.0.0.1:1"
INTAKE = load_intake(Path("data/intake/adult.yml"))


def services_with(
    *,
    courses: CoursesClient | None = None,
    facts: FactsClient | None = None,
    skills: SkillsClient | None = None,
    guidance: GuidanceClient | None = None,
) -> Services:
    """Services of which only the given ones answer."""
    return Services(
        INTAKE,
        courses or CoursesClient(NOWHERE),
        facts or FactsClient(NOWHERE),
        skills or SkillsClient(NOWHERE),
        guidance or GuidanceClient(NOWHERE),
    )


class FakeSkills(SkillsClient):
    """Suggests, like the backend, only what was not rejected; remembers what was asked."""

    def __init__(
        self,
        mapped: MappedSkills | BackendUnavailable | None = None,
        *,
        known: Sequence[Occupation] = (),
        near: Sequence[Neighbour] = (),
    ) -> None:
        self.mapped = mapped if mapped is not None else MappedSkills()
        self.known = {one.uri: one for one in known}
        self.near = tuple(near)
        self.texts: list[str] = []
        self.rejected: list[tuple[str, ...]] = []

    async def map(
        self,
        text: str,
        *,
        occupations: int = 5,
        skills: int = 10,
        confirmed: Collection[str] = (),
        rejected: Collection[str] = (),
    ) -> MappedSkills | BackendUnavailable:
        self.texts.append(text)
        self.rejected.append(tuple(rejected))
        if isinstance(self.mapped, BackendUnavailable):
            return self.mapped
        return MappedSkills(
            tuple(one for one in self.mapped.occupations if one.uri not in rejected),
            tuple(one for one in self.mapped.skills if one.uri not in rejected),
            self.mapped.confidence,
            self.mapped.followup,
        )

    async def occupation(self, uri: str) -> Occupation | OccupationMissing:
        found = [one for one in self.known.values() if uri in (one.uri, one.uri.rpartition("/")[2])]
        return found[0] if found else OccupationMissing(uri)

    async def find_occupations(self, text: str, *, limit: int = 5) -> tuple[FoundOccupation, ...]:
        return tuple(
            FoundOccupation(one.uri, one.label, one.label, 1.0)
            for one in self.known.values()
            if one.label in text.lower()
        )[:limit]

    async def neighbours(
        self, uri: str, *, limit: int = 5, little: bool = False
    ) -> tuple[Neighbour, ...] | OccupationMissing:
        return self.near[:limit]

    async def reachable(self, skills: Sequence[str], *, limit: int = 5) -> tuple[Neighbour, ...]:
        return self.near[:limit]


class FakeGuidance(GuidanceClient):
    """Answers with what it was given; remembers the wishes of the path."""

    def __init__(
        self,
        *,
        outlooks: dict[str | None, Outlook] | None = None,
        plan: PathPlan | BackendUnavailable | None = None,
    ) -> None:
        self.outlooks = outlooks or {}
        self.plan = plan
        self.wishes: list[PathWishes | None] = []

    async def outlook(self, occupation: str, region: str | None = None) -> Outlook | OccupationMissing:
        return self.outlooks.get(region) or OccupationMissing(occupation)

    async def paths(
        self,
        occupation: str,
        skills: Sequence[str] = (),
        *,
        requirements: Sequence[str] = (),
        wishes: PathWishes | None = None,
    ) -> PathPlan | OccupationMissing | BackendUnavailable:
        self.wishes.append(wishes)
        return self.plan or OccupationMissing(occupation)
