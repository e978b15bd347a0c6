"""The client when the service misbehaves: nothing raises, and a service that is down is left alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from backends.courses.opintopolku.answers import Page
from backends.courses.opintopolku.breaker import Breaker
from backends.courses.opintopolku.client import Failure, Limits, OpintopolkuClient, Query, Unavailable
from tests.integration.backends.opintopolku.conftest import QUICK
from tests.support.fake_opintopolku import FakeOpintopolku


async def test_answers_are_kept_for_a_while(fake: FakeOpintopolku, address: str) -> None:
    now = [0.0]
    client = OpintopolkuClient(address, limits=QUICK, cache_seconds=10, clock=lambda: now[0])
    for seconds, requests in ((0.0, 1), (9.0, 1), (11.0, 2)):
        now[0] = seconds
        assert isinstance(await client.studies(Query()), Page)
        assert len(fake.requests) == requests
    await client.close()


async def test_failures_are_not_kept(fake: FakeOpintopolku, client: OpintopolkuClient) -> None:
    fake.failures = [500, 500]
    assert isinstance(await client.studies(Query()), Unavailable)
    assert isinstance(await client.studies(Query()), Page)


async def test_the_caller_is_named(fake: FakeOpintopolku, client: OpintopolkuClient) -> None:
    await client.studies(Query())
    assert fake.requests[0].headers["Caller-Id"] == "suunta"


async def test_a_service_that_is_down_is_left_alone_after_some_failures(fake: FakeOpintopolku) -> None:
    patient = Limits(connect=10, total=20, attempts=2, longest_wait=0.01)  # a busy machine is no timeout
    address = f"http://127.0.0.1:{unused_port()}/konfo-backend"
    client = OpintopolkuClient(address, limits=patient, breaker=Breaker(failures=2))
    reasons = []
    for _ in range(3):
        answer = await client.studies(Query())
        assert isinstance(answer, Unavailable)
        reasons.append(answer.reason)
    assert reasons == [Failure.CONNECTION, Failure.CONNECTION, Failure.PAUSED]
    await client.close()


@pytest.mark.parametrize("body", ["<html>huolto</html>", "", "[1, 2", '{"total": "monta"}', "[]", "null"])
async def test_an_answer_that_cannot_be_read_is_a_failure(
    body: str, aiohttp_server: Callable[..., Awaitable[TestServer]]
) -> None:
    async def nonsense(_: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/json")

    app = web.Application()
    app.router.add_get("/external/search/koulutukset", nonsense)
    server = await aiohttp_server(app)
    client = OpintopolkuClient(f"http://127.0.0.1:{server.port}", limits=QUICK)
    answer = await client.studies(Query())
    assert isinstance(answer, Unavailable)
    assert answer.reason is Failure.UNREADABLE
    await client.close()
