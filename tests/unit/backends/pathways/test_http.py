"""The HTTP of paths, occupations and the labour market against its own description."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from backends.app import make_app
from backends.courses.search.engine import CourseSearch
from backends.labour.domain import Balance, Outlook
from backends.labour.store import write_outlooks
from backends.pathways.embedded import Guidance
from backends.skills.embedded import Skills
from tests.support.guidance import COOK, FOOD, guidance
from tests.support.skills import skills

__all__ = ["guidance", "skills"]

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(
    search: CourseSearch,
    skills: Skills,
    guidance: Guidance,
    aiohttp_client: Callable[..., Awaitable[Client]],
) -> Client:
    return await aiohttp_client(make_app(search, {}, skills=skills, guidance=guidance))


async def _fits(client: Client, template: str, method: str, answer: Any) -> None:
    document = await (await client.get("/openapi.json")).json()
    schema = document["paths"][template][method]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(answer)


async def test_paths_are_told_with_their_reasons(client: Client) -> None:
    body = {"occupation": COOK, "skills": [FOOD], "wishes": {"place": "Oulu", "finnish": "B1"}}
    answer = await (await client.post("/v1/paths", json=body)).json()
    await _fits(client, "/v1/paths", "post", answer)
    steps = answer["paths"][0]["steps"]
    assert steps[0]["kind"] == "recognition"
    assert [step["number"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(step["why"] for step in steps)
    met = {one["id"] for step in steps for one in step["meets"]}
    assert met == {"passi"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"occupation": "http://data.europa.eu/esco/occupation/ei-ole"}, 404),
        ({"occupation": COOK, "wishes": {"months": -1}}, 400),
        ({"occupation": COOK, "wishes": {"money": "kallis"}}, 400),
        ({"occupation": COOK, "tuntematon": 1}, 400),
        ({}, 400),
    ],
)
async def test_what_cannot_be_planned_is_a_problem(client: Client, body: Any, status: int) -> None:
    answer = await client.post("/v1/paths", json=body)
    assert answer.status == status
    assert answer.content_type == "application/problem+json"


async def test_an_outlook_has_date_and_source_or_is_not_known(client: Client, tmp_path: Path) -> None:
    asked = {"occupation": COOK, "region": "Oulu"}
    nothing = await (await client.get("/v1/outlook", params=asked)).json()
    await _fits(client, "/v1/outlook", "get", nothing)
    assert (nothing["balance"], nothing["label"]) == (None, "ei tiedossa")
    said = Outlook("5120", "Pohjois-Pohjanmaa", Balance.SHORTAGE, date(2026, 3, 1), "Työvoimabarometri")
    write_outlooks(tmp_path / "labour.sqlite", [said])
    known = await (await client.get("/v1/outlook", params=asked)).json()
    await _fits(client, "/v1/outlook", "get", known)
    assert (known["balance"], known["date"], known["source"]) == (
        "shortage",
        "2026-03-01",
        "Työvoimabarometri",
    )
    strange = await client.get("/v1/outlook", params={"occupation": COOK, "region": "Atlantis"})
    assert strange.status == 404


async def test_outlooks_are_listed_by_region_with_day_and_source(client: Client, tmp_path: Path) -> None:
    assert await (await client.get("/v1/outlooks")).json() == {"items": []}
    day = date(2026, 3, 1)
    said = [
        Outlook("5321", None, Balance.SURPLUS, day, "A"),
        Outlook(COOK, "Pohjois-Pohjanmaa", Balance.SHORTAGE, day, "B"),
        Outlook("5321", "Lappi", Balance.SHORTAGE, date(2020, 1, 1), "C"),
    ]
    write_outlooks(tmp_path / "labour.sqlite", said)
    whole = await (await client.get("/v1/outlooks")).json()
    await _fits(client, "/v1/outlooks", "get", whole)
    assert [one["source"] for one in whole["items"]] == ["C", "B", "A"]
    assert [bool(one["note"]) for one in whole["items"]] == [True, False, False]
    here = await (await client.get("/v1/outlooks", params={"region": "Oulu"})).json()
    assert [(one["name"], one["label"]) for one in here["items"]] == [
        ("kokki", "pula tekijöistä"),
        ("ammattiluokka 5321", "paljon hakijoita"),
    ]
    assert (await client.get("/v1/outlooks", params={"region": "Atlantis"})).status == 404


async def test_an_occupation_tells_what_the_law_asks(client: Client) -> None:
    answer = await (await client.get(f"/v1/occupations/{COOK.rsplit('/', 1)[1]}")).json()
    await _fits(client, "/v1/occupations/{uri}", "get", answer)
    (asked,) = answer["requirements"]
    assert (asked["binding"], asked["source"]["name"]) == ("law", "Elintarvikelaki (297/2021)")
