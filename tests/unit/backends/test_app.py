"""The HTTP interface over a small catalogue: answers fit their description, errors are problem details."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from backends.app import make_app
from backends.courses.search.engine import CourseSearch
from backends.facts.domain import Fact, Source, Status
from tests.support.logs import captured_logs

FACTS = {
    "known": Fact(
        id="known",
        topics=("ask_cost",),
        text="Teksti.",
        short="Lyhyt.",
        unsure="En voi varmistaa.",
        question="Mitä?",
        valid_from=date(2020, 1, 1),
        valid_to=None,
        source=Source(name="Kela"),
        checked_on=date(2026, 11, 23),
        status=Status.VERIFIED,
    )
}
FACTS["draft"] = FACTS["known"].model_copy(update={"id": "draft", "status": Status.DRAFT})
FACTS["ended"] = FACTS["known"].model_copy(update={"id": "ended", "valid_to": date(2020, 2, 1)})
FACTS["later"] = FACTS["known"].model_copy(update={"id": "later", "valid_from": date(2999, 1, 1)})

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(search: CourseSearch, aiohttp_client: Callable[..., Awaitable[Client]]) -> Client:
    return await aiohttp_client(make_app(search, FACTS))


async def description(client: Client) -> dict[str, Any]:
    return dict(await (await client.get("/openapi.json")).json())


async def test_the_description_is_openapi_3_1_and_names_every_route(client: Client) -> None:
    document = await description(client)
    assert document["openapi"].startswith("3.1")
    assert client.app is not None
    routes = {
        resource.canonical
        for resource in client.app.router.resources()
        if resource.canonical != "/openapi.json"
    }
    assert set(document["paths"]) == routes
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/v1/courses?q=hitsaus&place=Oulu&limit=2", "/v1/courses"),
        ("/v1/courses?kind=degree,short&mode=online&time=evening&q=hygienia", "/v1/courses"),
        ("/v1/courses/jv", "/v1/courses/{id}"),
        ("/v1/courses/jv/similar?place=Turku", "/v1/courses/{id}/similar"),
        ("/v1/courses/hitsaus-turku/similar?place=Oulu&prefer=nearer", "/v1/courses/{id}/similar"),
        ("/v1/courses/compare?id=jv&id=hygienia", "/v1/courses/compare"),
        ("/v1/facets?q=hitsaus", "/v1/facets"),
        ("/v1/facets", "/v1/facets"),
        ("/v1/suggest?q=hyg", "/v1/suggest"),
        ("/v1/facts?topic=ask_cost&q=mit%C3%A4+maksaa", "/v1/facts"),
        ("/v1/facts/known", "/v1/facts/{id}"),
        ("/healthz", "/healthz"),
        ("/readyz", "/readyz"),
    ],
)
async def test_answers_fit_their_description(client: Client, path: str, template: str) -> None:
    response = await client.get(path)
    assert response.status == 200
    document = await description(client)
    schema = document["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(await response.json())


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/v1/courses?q=hitsaus&limit=0", 400, "bad-parameter"),
        ("/v1/courses?q=hitsaus&limit=%D9%A3", 400, "bad-parameter"),
        ("/v1/courses?q=hitsaus&offset=-1", 400, "bad-parameter"),
        ("/v1/courses?q=hitsaus&offset=99999999999999999999", 400, "bad-parameter"),
        ("/v1/courses?q=hitsaus&mode=by_mail", 400, "bad-parameter"),
        ("/v1/courses?q=hitsaus&kind=degree,x", 400, "bad-parameter"),
        ("/v1/courses?place=" + "a" * 101, 400, "bad-parameter"),
        ("/v1/courses?q=" + "a" * 2_000, 400, "query-too-long"),
        ("/v1/courses?q=ja%20tai", 400, "empty-query"),
        ("/v1/courses", 400, "empty-query"),
        ("/v1/courses/nothing", 404, "unknown-offer"),
        ("/v1/courses/nothing/similar", 404, "unknown-offer"),
        ("/v1/courses/jv/similar?prefer=nearer", 400, "bad-parameter"),
        ("/v1/courses/jv/similar?prefer=better", 400, "bad-parameter"),
        ("/v1/courses/compare", 400, "compare-count"),
        ("/v1/courses/compare?id=jv&id=jv", 400, "compare-count"),
        ("/v1/courses/compare?id=jv&id=ea&id=auto&id=hius&id=suomi", 400, "compare-count"),
        ("/v1/courses/compare?id=jv&id=nothing", 404, "unknown-offer"),
        ("/v1/facts/later", 404, "unknown-fact"),
        ("/v1/facts?q=" + "a" * 501, 400, "query-too-long"),
        ("/v2/courses", 404, "not-found"),
    ],
)
async def test_errors_are_problem_details_in_both_languages(
    client: Client, path: str, status: int, kind: str
) -> None:
    response = await client.get(path)
    assert response.status == status
    assert response.content_type == "application/problem+json"
    document = await description(client)
    problem = await response.json()
    schema = {**document["components"]["schemas"]["Problem"], "additionalProperties": False}
    Draft202012Validator(schema).validate(problem)
    assert problem["type"] == f"urn:suunta:problem:{kind}"
    assert "{" not in problem["detail"] + problem["detail_en"]


async def test_another_method_is_refused(client: Client) -> None:
    response = await client.post("/v1/courses", data=b"x" * 100)
    assert response.status == 405
    assert response.content_type == "application/problem+json"
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    "query", ["%22%20OR%20*", "NEAR(a%20b)", "%00", "%F0%9F%98%80", "%E2%80%AE", "'%3B--"]
)
async def test_odd_queries_are_never_a_server_error(client: Client, query: str) -> None:
    assert (await client.get(f"/v1/courses?q={query}")).status in (200, 400)
    assert (await client.get(f"/v1/facets?q={query}")).status == 200
    assert (await client.get(f"/v1/suggest?q={query}")).status == 200


async def test_an_unchanged_answer_is_not_sent_again(client: Client) -> None:
    first = await client.get("/v1/courses?q=hitsaus")
    again = await client.get("/v1/courses?q=hitsaus", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    assert await again.read() == b""
    other = await client.get("/v1/courses?q=hius", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status == 200


async def test_a_comparison_says_what_is_not_known(client: Client) -> None:
    answer = await (await client.get("/v1/courses/compare?id=sote-oulu&id=hygienia")).json()
    assert [item["id"] for item in answer["items"]] == ["sote-oulu", "hygienia"]
    facts = {fact["fact"]: fact for fact in answer["facts"]}
    assert facts["place"]["values"] == ["Oulu", "ei tiedossa"]
    assert facts["extent"]["values"] == ["180 osaamispistettä", "ei tiedossa"]
    assert facts["cost"]["values"] == ["ei tiedossa", "Pieni maksu"]
    assert facts["provider"]["differs"] is False


async def test_similar_may_be_nearer(client: Client) -> None:
    address = "/v1/courses/hitsaus-turku/similar?place=Oulu&prefer=nearer"
    found = await (await client.get(address)).json()
    assert [item["id"] for item in found["items"]][:2] == ["hitsaus-oulu", "hitsaus-kempele"]


async def test_metrics_count_routes_and_never_hold_what_was_asked(client: Client) -> None:
    for path in ("/v1/courses?q=salaisuus", "/v1/courses?q=hitsaus&limit=0", "/v1/courses/jv", "/salaisuus"):
        await client.get(path)
    response = await client.get("/metrics")
    assert response.content_type == "text/plain"
    text = await response.text()
    assert 'requests_total{method="GET",route="/v1/courses",status="400"} 1.0' in text
    assert 'requests_total{method="GET",route="/v1/courses/{id}",status="200"} 1.0' in text
    assert 'requests_total{method="GET",route="(none)",status="404"} 1.0' in text
    assert 'request_seconds_count{route="/v1/courses"} 2.0' in text
    assert "suunta_backends_courses 1" in text
    assert "salaisuus" not in text


async def test_facts_say_what_is_certain_today(client: Client) -> None:
    items = (await (await client.get("/v1/facts")).json())["items"]
    assert [item["text"] for item in items] == ["Teksti.", "En voi varmistaa.", "En voi varmistaa."]
    assert [(item["id"], item["certain"]) for item in items] == [
        ("known", True),
        ("draft", False),
        ("ended", False),
    ]


async def test_a_defect_is_a_500_with_problem_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: CourseSearch, beginning: str, limit: int) -> list[str]:
        raise RuntimeError("defect")

    monkeypatch.setattr(CourseSearch, "suggest", broken)
    response = await client.get("/v1/suggest?q=x")
    assert response.status == 500
    assert (await response.json())["type"] == "urn:suunta:problem:internal"


async def test_a_defect_is_logged_by_its_place_and_not_in_its_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("Mirri")

    monkeypatch.setattr(CourseSearch, "search", broken)
    with captured_logs(monkeypatch) as written:
        answer = await client.get("/v1/courses?q=Mirri")
        assert answer.status == 500
        assert "Mirri" not in await answer.text()
    assert "request_failed" in written.getvalue()
    assert "RuntimeError" in written.getvalue()
    assert "Mirri" not in written.getvalue()
