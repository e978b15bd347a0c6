"""The client against a real server on the loopback: answers, refusals, slowness, breakage."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from backends.app import make_app
from backends.client.courses import BackendUnavailable, CourseMissing, CoursesClient, CoursesFound, Failure
from backends.courses.search.engine import CourseSearch
from telemetry.tracing import span
from tests.support.traces import kept_spans

Server = Callable[[web.Application], Awaitable[TestServer]]
Handler = Callable[[web.Request], Awaitable[web.Response]]


@pytest.fixture
async def serve(
    aiohttp_server: Callable[..., Awaitable[TestServer]],
) -> AsyncIterator[Callable[..., Awaitable[CoursesClient]]]:
    made: list[CoursesClient] = []

    async def start(app: web.Application | Handler, total_seconds: float = 2.0) -> CoursesClient:
        if not isinstance(app, web.Application):
            handler, app = app, web.Application()
            app.router.add_get("/{anything:.*}", handler)
        server = await aiohttp_server(app)
        made.append(CoursesClient(f"http://{server.host}:{server.port}/", total_seconds))
        return made[-1]

    yield start
    for one in made:
        await one.close()


@pytest.fixture
async def real(search: CourseSearch, serve: Callable[..., Awaitable[CoursesClient]]) -> CoursesClient:
    return await serve(make_app(search, {}))


async def test_hits_come_back_typed(real: CoursesClient) -> None:
    found = await real.search("hitsaus", place="Oulu", modes=["evening"], limit=2)
    assert isinstance(found, CoursesFound)
    assert [course.id for course in found.items] == ["hitsaus-oulu", "hitsaus-kempele"]
    assert found.items[0].places == ("Oulu", "Pohjois-Pohjanmaa")
    assert "mode" in found.items[0].relaxed
    assert found.matched


async def test_a_query_that_says_nothing_finds_nothing(real: CoursesClient) -> None:
    assert await real.search("ja tai") == CoursesFound()


async def test_an_overlong_text_is_cut(real: CoursesClient) -> None:
    assert isinstance(await real.search("hitsaus " * 500, place="Oulu" + "u" * 200), CoursesFound)


async def test_one_course_and_those_like_it(real: CoursesClient) -> None:
    course = await real.course("jv")
    assert isinstance(course, dict)
    assert course["name"] == "Järjestyksenvalvojan peruskoulutus"
    assert isinstance(await real.similar("hitsaus-oulu"), CoursesFound)
    assert await real.course("no/such id") == CourseMissing("no/such id")
    assert await real.similar("none") == CourseMissing("none")


async def test_a_refused_parameter_is_a_typed_failure(real: CoursesClient) -> None:
    answer = await real.search("hitsaus", modes=["by_mail"])
    assert isinstance(answer, BackendUnavailable)
    assert answer.reason is Failure.REFUSED


async def test_no_server_is_a_typed_failure() -> None:
    client = CoursesClient("http://127.0.0.1:9")
    answer = await client.search("x")
    await client.close()
    assert isinstance(answer, BackendUnavailable)
    assert answer.reason is Failure.CONNECTION


async def test_a_slow_server_is_left_in_time(serve: Callable[..., Awaitable[CoursesClient]]) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.json_response({})

    client = await serve(slow, 0.3)
    began = time.monotonic()
    answer = await client.search("x")
    assert time.monotonic() - began < 4
    assert answer == BackendUnavailable(Failure.TIMEOUT, "/v1/courses")


async def test_a_server_error_is_tried_once_more(serve: Callable[..., Awaitable[CoursesClient]]) -> None:
    asked: list[str] = []

    async def recovering(request: web.Request) -> web.Response:
        asked.append(request.path)
        if len(asked) == 1:
            return web.json_response({}, status=503)
        return web.json_response({"items": [], "relaxed": [], "total": 0, "matched": True})

    client = await serve(recovering)
    assert await client.search("x") == CoursesFound(matched=True)
    assert len(asked) == 2


async def test_lasting_server_errors_are_a_typed_failure(
    serve: Callable[..., Awaitable[CoursesClient]],
) -> None:
    async def broken(_: web.Request) -> web.Response:
        return web.Response(status=500)

    answer = await (await serve(broken)).search("x")
    assert answer == BackendUnavailable(Failure.SERVER, "500")


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"items": 1}', '{"items": [{}], "relaxed": [], "total": 1, "matched": true}', ""]
)
async def test_an_answer_that_makes_no_sense_is_a_typed_failure(
    serve: Callable[..., Awaitable[CoursesClient]], body: str
) -> None:
    async def odd(_: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/json")

    answer = await (await serve(odd)).search("x")
    assert isinstance(answer, BackendUnavailable)
    assert answer.reason is Failure.UNREADABLE


async def test_courses_are_compared(real: CoursesClient) -> None:
    answer = await real.compare(["jv", "hygienia"])
    assert isinstance(answer, dict)
    assert [item["id"] for item in answer["items"]] == ["jv", "hygienia"]
    assert await real.compare(["jv", "nothing"]) == CourseMissing("jv, nothing")
    assert isinstance(await real.compare(["jv"]), BackendUnavailable)


async def test_similar_courses_may_be_nearer(real: CoursesClient) -> None:
    found = await real.similar("hitsaus-turku", place="Oulu", prefer="nearer", limit=1)
    assert isinstance(found, CoursesFound)
    assert [course.id for course in found.items] == ["hitsaus-oulu"]


async def test_the_trace_of_the_turn_goes_on_in_the_backends(real: CoursesClient) -> None:
    with kept_spans() as spans:
        with span("action_find_course", root=True):
            await real.search("hitsaus")
        action, search = spans.named("action_find_course"), spans.named("GET /v1/courses")
    assert action.context
    assert search.parent
    assert (search.parent.trace_id, search.parent.span_id) == (
        action.context.trace_id,
        action.context.span_id,
    )
    assert "hitsaus" not in search.to_json()
