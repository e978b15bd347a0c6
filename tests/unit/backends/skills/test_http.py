"""The HTTP of the skills mapping: answers fit their description, errors are problem details."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from backends.app import make_app
from backends.courses.search.engine import CourseSearch
from backends.skills.embedded import Skills
from tests.support.esco import OCC, SKILL

Client = TestClient[web.Request, web.Application]
COOK = quote(OCC + "kokki", safe="")


@pytest.fixture
async def client(
    search: CourseSearch, skills: Skills, aiohttp_client: Callable[..., Awaitable[Client]]
) -> Client:
    return await aiohttp_client(make_app(search, {}, skills=skills))


async def _fits(client: Client, template: str, method: str, answer: Any) -> None:
    document = await (await client.get("/openapi.json")).json()
    responses = document["paths"][template][method]["responses"]
    schema = responses["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(answer)


async def test_a_text_is_mapped_as_described(client: Client) -> None:
    body = {"text": "keitin ruokaa porukalle, hitsata en osaa", "maxNumberOfSkills": 2, "language": "fi"}
    answer = await (await client.post("/v1/skills/map", json=body)).json()
    await _fits(client, "/v1/skills/map", "post", answer)
    assert answer["occupations"][0]["label"] == "kokki"
    assert len(answer["skills"]) == 2
    assert answer["denied"] == ["hitsata"]


async def test_what_was_rejected_does_not_come_back(client: Client) -> None:
    body = {"text": "keitin ruokaa porukalle", "rejected": [OCC + "kokki", SKILL + "ruoka"]}
    answer = await (await client.post("/v1/skills/map", json=body)).json()
    named = {one["uri"] for one in (*answer["occupations"], *answer["skills"])}
    assert not named & {OCC + "kokki", SKILL + "ruoka"}


async def test_confirmed_occupations_bring_their_skills(client: Client) -> None:
    answer = await (
        await client.post("/v1/skills/map", json={"text": "", "confirmed": [OCC + "kokki"]})
    ).json()
    assert {one["uri"] for one in answer["skills"]} == {SKILL + "ruoka", SKILL + "hygienia"}
    assert answer["skills"][0]["through"] == ["kokki"]


@pytest.mark.parametrize("name", [COOK, "kokki"])
async def test_an_occupation_and_its_neighbours(client: Client, name: str) -> None:
    details = await (await client.get(f"/v1/occupations/{name}")).json()
    await _fits(client, "/v1/occupations/{uri}", "get", details)
    assert (details["label"], details["field"]) == ("kokki", "kokeiluala")
    near = await (await client.get(f"/v1/occupations/{name}/neighbours?limit=1")).json()
    await _fits(client, "/v1/occupations/{uri}/neighbours", "get", near)


async def test_a_gap_names_what_is_missing(client: Client) -> None:
    body = {"occupation": OCC + "kokki", "skills": [SKILL + "hygienia", SKILL + "none"]}
    answer = await (await client.post("/v1/gap", json=body)).json()
    await _fits(client, "/v1/gap", "post", answer)
    assert [one["uri"] for one in answer["missing"]] == [SKILL + "ruoka"]
    assert (answer["share"], answer["unknown"]) == (0.5, [SKILL + "none"])


@pytest.mark.parametrize(
    ("path", "body", "status", "kind"),
    [
        ("/v1/skills/map", "{", 400, "bad-body"),
        ("/v1/skills/map", "{}", 400, "bad-body"),
        ("/v1/skills/map", '{"text": 1}', 400, "bad-body"),
        ("/v1/skills/map", '{"text": "x", "maxNumberOfSkills": 0}', 400, "bad-body"),
        ("/v1/skills/map", '{"text": "x", "language": "sv"}', 400, "bad-body"),
        ("/v1/skills/map", '{"text": "x", "more": 1}', 400, "bad-body"),
        ("/v1/skills/map", '{"text": "' + "a" * 20_001 + '"}', 400, "bad-body"),
        ("/v1/skills/map", '{"text": "' + "a" * 400_000 + '"}', 413, "body-too-large"),
        ("/v1/gap", '{"occupation": "none", "skills": []}', 404, "unknown-occupation"),
    ],
)
async def test_bad_bodies_are_problem_details(
    client: Client, path: str, body: str, status: int, kind: str
) -> None:
    response = await client.post(path, data=body, headers={"Content-Type": "application/json"})
    assert (response.status, response.content_type) == (status, "application/problem+json")
    assert (await response.json())["type"] == f"urn:suunta:problem:{kind}"


@pytest.mark.parametrize("path", ["/v1/occupations/none", "/v1/occupations/none/neighbours"])
async def test_an_unknown_occupation_is_404(client: Client, path: str) -> None:
    response = await client.get(path)
    assert (await response.json())["type"] == "urn:suunta:problem:unknown-occupation"


async def test_a_personal_identity_code_is_in_no_answer(client: Client) -> None:
    body = {"text": "olen 010190-123A ja keitin ruokaa, puhelin 040 123 4567"}
    text = await (await client.post("/v1/skills/map", json=body)).text()
    assert "123A" not in text
    assert "4567" not in text


async def test_unknown_uris_change_nothing_and_are_named(client: Client) -> None:
    unknown = OCC + "none"
    text = {"text": "keitin ruokaa porukalle"}
    plain = await (await client.post("/v1/skills/map", json=text)).json()
    given = text | {"confirmed": [unknown], "rejected": [SKILL + "none"]}
    assert await (await client.post("/v1/skills/map", json=given)).json() == plain
    gap = await client.post("/v1/gap", json={"occupation": OCC + "kokki", "skills": [SKILL + "none"]})
    assert (await gap.json())["unknown"] == [SKILL + "none"]


async def test_without_a_mapping_the_routes_are_not_ready(
    search: CourseSearch, aiohttp_client: Callable[..., Awaitable[Client]]
) -> None:
    client = await aiohttp_client(make_app(search, {}))
    assert (await client.post("/v1/skills/map", json={"text": "kokki"})).status == 503
