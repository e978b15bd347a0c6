"""Rubbish at every route that the gateway has, new ones too: a clear refusal, never a 5xx, never a leak."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from yarl import URL

from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.counsellor import PAIRS, TOKENS
from tests.support.rubbish import BODIES, HEADERS, PARTS, QUERY, filled, raw_request, routes

SECRET = "salaisuus"
LIMITS = {
    f"rate_{name}": "1000000/second" for name in ("messages", "requests", "conversation", "conversations")
}


@pytest.fixture
async def gateway(start: Start) -> Gateway:
    """A gateway with all its doors open, and limits that turn nothing away before it is looked at."""
    return await start(counsellor_tokens=PAIRS, metrics_token="m" * 24, **LIMITS)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A client with a connection for each request: after a torn body the server closes it."""
    connector = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=10)) as client:
        yield client


@pytest.fixture
async def other(learner: Learner, session: aiohttp.ClientSession) -> Learner:
    """Another learner, whose words are nobody's business."""
    found = await Learner.arrive(session, learner.url)
    await found.say(SECRET)
    return found


async def seen(answer: aiohttp.ClientResponse, what: object) -> int:
    """Check an answer: no failure, nothing of others, and a refusal of the API in its form."""
    body = await answer.read()
    assert answer.status < 500, (what, answer.status, body)
    assert SECRET.encode() not in body, what
    assert b"Traceback" not in body, what
    if answer.status >= 400 and answer.url.path.startswith("/api/") and answer.method != "HEAD":
        error = json.loads(body)["error"]
        assert error["code"] and error["message"], what
    return answer.status


async def test_no_address_brings_a_5xx(gateway: Gateway, learner: Learner, other: Learner) -> None:
    known = list(routes(gateway.app))
    assert len(known) > 100
    for method, path, _ in known:
        for part in PARTS if "{" in path else PARTS[:1]:
            url = URL(f"{gateway.url}{filled(path, part)}?{QUERY}", encoded=True)
            async with learner.session.request(
                method, url, headers=learner.headers, allow_redirects=False
            ) as answer:
                await seen(answer, (method, path, part))


async def test_no_body_brings_a_5xx(gateway: Gateway, parts: Parts, learner: Learner, other: Learner) -> None:
    whose = {"learner": learner.headers, "counsellor": {"Authorization": f"Bearer {TOKENS['maija']}"}}
    for method, path, name in routes(gateway.app):
        if method == "GET" or name == "delete":
            continue
        who = "counsellor" if "/counsellor/" in path else "learner"
        address = gateway.url + filled(path, learner.conversation_id)
        for headers, body in BODIES:
            async with learner.session.request(
                method, address, data=body, headers={**whose[who], **headers}, allow_redirects=False
            ) as answer:
                await seen(answer, (method, path, headers, body[:60]))
    assert (await other.poll())["owner"] == "bot"


async def test_no_header_brings_a_5xx(gateway: Gateway, learner: Learner, other: Learner) -> None:
    host, port = gateway.runner.addresses[0][:2]
    for method, path, _ in routes(gateway.app):
        for headers in HEADERS:
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(raw_request(method, filled(path, other.conversation_id), headers))
            await writer.drain()
            status = int((await reader.readline()).split()[1])
            assert status < 500, (method, path, headers, status)
            assert SECRET.encode() not in await reader.read(), (method, path)
            writer.close()


async def test_nothing_of_another_learner_is_reached_by_any_route(
    gateway: Gateway, learner: Learner, other: Learner
) -> None:
    tried = 0
    for method, path, name in routes(gateway.app):
        if "{id}" not in path:
            continue
        for headers in ({}, learner.headers, {"Authorization": "Bearer x"}, {"Authorization": learner.token}):
            address = gateway.url + filled(path, other.conversation_id)
            async with learner.session.request(
                method, address, headers=headers, json={"why": "x"}, allow_redirects=False
            ) as answer:
                status = await seen(answer, (name, headers))
                assert status in {303, 401, 403, 404}, (name, headers, status)
                tried += 1
    assert tried > 100
    assert (await other.poll())["owner"] == "bot"
