"""The ESCO-compatible subset: pages, types, relations and errors as programs for the original expect them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from backends.app import make_app
from backends.courses.search.engine import CourseSearch
from backends.skills.embedded import Skills
from tests.support.esco import OCC, SKILL
from tests.support.skills import skills

__all__ = ["skills"]

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(
    search: CourseSearch, skills: Skills, aiohttp_client: Callable[..., Awaitable[Client]]
) -> Client:
    return await aiohttp_client(make_app(search, {}, skills=skills))


async def _got(client: Client, path: str, **query: str) -> Any:
    answered = await client.get(f"/esco/api/{path}", params={"language": "fi", **query})
    assert answered.status == 200, await answered.text()
    return await answered.json()


async def test_the_offset_is_the_number_of_a_page(client: Client) -> None:
    whole = await _got(client, "search", text="a", type="skill", limit="50")
    titles = [one["title"] for one in whole["_embedded"]["results"]]
    assert whole["total"] == len(titles) >= 3
    page = await _got(client, "search", text="a", type="skill", limit="2", offset="1")
    assert [one["title"] for one in page["_embedded"]["results"]] == titles[2:4]


@pytest.mark.parametrize("path", ["search", "suggest2"])
async def test_types_are_kept_apart(client: Client, path: str) -> None:
    found = await _got(client, path, text="hitsa", type="occupation")
    assert [(one["title"], one["className"]) for one in found["_embedded"]["results"]] == [
        ("hitsaaja", "Occupation")
    ]
    assert found["_embedded"]["results"][0]["_links"]["self"]["uri"] == OCC + "hitsaaja"


async def test_a_resource_has_its_relations_even_when_they_are_empty(client: Client) -> None:
    occupation = await _got(client, "resource/occupation", uri=OCC + "kokki")
    essential = {one["uri"] for one in occupation["_links"]["hasEssentialSkill"]}
    assert essential == {SKILL + "ruoka", SKILL + "hygienia"}
    assert occupation["_links"]["hasOptionalSkill"] == []
    assert occupation["preferredLabel"] == {"fi": "kokki"}
    several = await _got(client, "resource/skill", uris=SKILL + "ruoka")
    assert several["_embedded"][SKILL + "ruoka"]["title"] == "valmistaa ruokia"


async def test_related_goes_both_ways(client: Client) -> None:
    found = await _got(client, "resource/related", uri=SKILL + "ruoka", relation="isEssentialForOccupation")
    assert [one["uri"] for one in found["_embedded"]["isEssentialForOccupation"]] == [OCC + "kokki"]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("resource/occupation", {"uri": OCC + "ei-ole"}, 404),
        ("resource/skill", {"uri": OCC + "kokki"}, 404),
        ("resource/related", {"uri": SKILL + "ruoka", "relation": "muu"}, 400),
        ("search", {"text": ""}, 400),
        ("search", {"text": "a", "limit": "-1"}, 400),
        ("search", {"text": "a", "language": "sv"}, 400),
        ("search", {"text": "a" * 500}, 400),
    ],
)
async def test_errors_have_the_shape_of_the_original(
    client: Client, path: str, query: dict[str, str], status: int
) -> None:
    answered = await client.get(f"/esco/api/{path}", params=query)
    assert answered.status == status
    assert {"logref", "status", "message", "_links"} == (await answered.json()).keys()
