"""The client of paths, names and the labour market against a real server on the loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from backends.app import make_app
from backends.client.guidance import (
    BackendUnavailable,
    Failure,
    GuidanceClient,
    OccupationMissing,
    Outlook,
    PathPlan,
    PathWishes,
    RegionMissing,
)
from backends.client.skills import Occupation, SkillsClient
from backends.courses.search.engine import CourseSearch
from backends.labour.domain import Balance
from backends.labour.domain import Outlook as Statement
from backends.labour.store import write_outlooks
from backends.pathways.embedded import Guidance
from backends.skills.embedded import Skills
from tests.support.guidance import COOK, FOOD, HYGIENE, guidance
from tests.support.skills import skills

__all__ = ["guidance", "skills"]

Server = Callable[..., Awaitable[TestServer]]


@pytest.fixture
async def address(search: CourseSearch, skills: Skills, guidance: Guidance, aiohttp_server: Server) -> str:
    server = await aiohttp_server(make_app(search, {}, skills=skills, guidance=guidance))
    return f"http://{server.host}:{server.port}"


@pytest.fixture
async def client(address: str) -> AsyncIterator[GuidanceClient]:
    made = GuidanceClient(address)
    yield made
    await made.close()


@pytest.fixture
async def occupations(address: str) -> AsyncIterator[SkillsClient]:
    made = SkillsClient(address)
    yield made
    await made.close()


async def test_a_plan_comes_back_typed(client: GuidanceClient) -> None:
    plan = await client.paths(COOK, [HYGIENE], wishes=PathWishes(place="Oulu"))
    assert isinstance(plan, PathPlan)
    assert (plan.status, plan.label) == ("planned", "kokki")
    steps = plan.paths[0].steps
    assert [step.kind for step in steps] == ["recognition", "study", "study"]
    assert {one.id for step in steps for one in step.meets} == {"passi"}
    assert {skill.uri for step in steps for skill in step.adds} == {FOOD}


async def test_an_unknown_occupation_or_region_is_a_value(client: GuidanceClient) -> None:
    assert await client.paths("none", []) == OccupationMissing("none")
    assert await client.outlook("none") == OccupationMissing("none")
    assert await client.outlook(COOK, "Kuuhun") == RegionMissing("Kuuhun")


async def test_the_labour_market_is_told_with_day_and_source_or_not_at_all(
    client: GuidanceClient, tmp_path: Path
) -> None:
    unknown = await client.outlook(COOK, "Oulu")
    assert isinstance(unknown, Outlook)
    assert (unknown.balance, unknown.label) == (None, "ei tiedossa")
    day = date(2026, 9, 1)
    statement = Statement(COOK, "Pohjois-Pohjanmaa", Balance.SHORTAGE, day, "Esimerkkilähde")
    write_outlooks(tmp_path / "labour.sqlite", [statement])
    known = await client.outlook(COOK, "Oulu")
    assert isinstance(known, Outlook)
    assert (known.balance, known.day, known.source) == ("shortage", day, "Esimerkkilähde")


async def test_names_details_and_what_is_reachable(occupations: SkillsClient) -> None:
    found = await occupations.find_occupations("haluun kokkariksi")
    assert isinstance(found, tuple)
    assert found[0].uri == COOK
    assert await occupations.find_occupations("  ") == ()
    details = await occupations.occupation(COOK)
    assert isinstance(details, Occupation)
    assert details.tasks == "Teet ruokaa."
    assert [(one.id, one.by_law) for one in details.requirements] == [("passi", True)]
    near = await occupations.reachable([FOOD, HYGIENE])
    assert isinstance(near, tuple)
    assert near[0].uri == COOK
    assert near[0].requirements == ("hygieniapassi",)


async def test_a_refusal_is_a_typed_failure(client: GuidanceClient) -> None:
    refused = await client.paths(COOK, wishes=PathWishes(money="gold"))
    assert isinstance(refused, BackendUnavailable)
    assert refused.reason is Failure.REFUSED
