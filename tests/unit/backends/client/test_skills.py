"""The client of the skills mapping against a real server on the loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from backends.app import make_app
from backends.client.skills import (
    BackendUnavailable,
    Failure,
    MappedSkills,
    Occupation,
    OccupationMissing,
    SkillGap,
    SkillsClient,
)
from backends.courses.search.engine import CourseSearch
from backends.skills.embedded import Skills
from tests.support.esco import OCC, SKILL
from tests.support.skills import skills

__all__ = ["skills"]

Server = Callable[..., Awaitable[TestServer]]


@pytest.fixture
async def client(search: CourseSearch, skills: Skills, aiohttp_server: Server) -> AsyncIterator[SkillsClient]:
    server = await aiohttp_server(make_app(search, {}, skills=skills))
    made = SkillsClient(f"http://{server.host}:{server.port}")
    yield made
    await made.close()


async def test_suggestions_come_back_typed(client: SkillsClient) -> None:
    found = await client.map("keitin ruokaa porukalle " * 2_000, occupations=1, skills=1)
    assert isinstance(found, MappedSkills)
    assert [one.label for one in found.occupations] == ["kokki"]
    assert len(found.skills) == 1


async def test_an_empty_text_gets_a_question(client: SkillsClient) -> None:
    found = await client.map("")
    assert isinstance(found, MappedSkills)
    assert found.followup is not None
    assert not found.occupations


async def test_occupations_neighbours_and_gaps(client: SkillsClient) -> None:
    occupation = await client.occupation(OCC + "kokki")
    assert isinstance(occupation, Occupation)
    assert occupation.essential[0].uri == SKILL + "ruoka"
    assert isinstance(await client.neighbours(OCC + "kokki"), tuple)
    gap = await client.gap(OCC + "kokki", [SKILL + "ruoka"])
    assert isinstance(gap, SkillGap)
    assert [one.label for one in gap.missing] == ["elintarvikehygienia"]


async def test_what_is_not_there_is_a_value(client: SkillsClient) -> None:
    missing = OccupationMissing("none/such")
    assert await client.occupation("none/such") == missing
    assert await client.neighbours("none/such") == missing
    assert await client.gap("none/such", []) == missing


async def test_a_refusal_and_nonsense_are_typed_failures(
    client: SkillsClient, aiohttp_server: Server
) -> None:
    refused = await client.map("x", skills=0)
    assert isinstance(refused, BackendUnavailable)
    assert refused.reason is Failure.REFUSED

    async def odd(_: web.Request) -> web.Response:
        return web.json_response([1])

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", odd)
    server = await aiohttp_server(app)
    other = SkillsClient(f"http://{server.host}:{server.port}")
    answers = (await other.map("x"), await other.occupation("x"), await other.gap("x", []))
    await other.close()
    for answer in answers:
        assert isinstance(answer, BackendUnavailable)
        assert answer.reason is Failure.UNREADABLE
