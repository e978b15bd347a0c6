"""Guards at the door: headers on every route, forged requests, slow clients."""

import asyncio

import aiohttp
import pytest

from bot.keys import DOORKEEPER
from tests.integration.gateway.conftest import Gateway, Start
from tests.support.chat import Learner


async def test_every_route_has_the_security_headers(gateway: Gateway, session: aiohttp.ClientSession) -> None:
    routes = [
        (route.method, route.resource.canonical) for route in gateway.app.router.routes() if route.resource
    ]
    assert len(routes) > 10
    for method, path in routes:
        if method == "*":
            method = "GET"
        url = gateway.url + path.replace("{id}", "none").replace("{name}", "chat.css")
        async with session.request(method, url, allow_redirects=False) as answer:
            headers = answer.headers
            assert answer.status < 500, (method, path)
            assert "default-src 'none'" in headers["Content-Security-Policy"], (method, path)
            assert "unsafe" not in headers["Content-Security-Policy"], (method, path)
            assert headers["X-Content-Type-Options"] == "nosniff", (method, path)
            assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, (method, path)
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", (method, path)
            assert "Set-Cookie" not in headers, (method, path)


async def test_in_production_browsers_are_told_to_stay_encrypted(
    start: Start, session: aiohttp.ClientSession
) -> None:
    for mode, told in (("development", None), ("production", "max-age=31536000")):
        gateway = await start(mode=mode)
        async with session.get(f"{gateway.url}/healthz") as answer:
            assert answer.headers.get("Strict-Transport-Security") == told


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),  # a learner: no cookie, nothing to forge
        ({"Cookie": "session=1", "Sec-Fetch-Site": "same-origin"}, 201),
        ({"Cookie": "session=1", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Cookie": "session=1", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Cookie": "session=1", "Origin": "OWN"}, 201),
        ({"Cookie": "session=1", "Origin": "https://evil.example"}, 403),
        ({"Cookie": "session=1", "Origin": "null"}, 403),
        ({"Cookie": "session=1"}, 403),
    ],
)
async def test_a_change_that_rides_on_a_cookie_comes_from_our_own_pages(
    headers: dict[str, str], status: int, gateway: Gateway, session: aiohttp.ClientSession
) -> None:
    sent = {name: gateway.url if value == "OWN" else value for name, value in headers.items()}
    async with session.post(f"{gateway.url}/api/v1/conversations", json={}, headers=sent) as answer:
        assert answer.status == status
        if status == 403:
            assert (await answer.json())["error"]["code"] == "foreign_origin"


async def test_a_head_that_trickles_in_is_cut_and_a_long_poll_is_not(
    start: Start, session: aiohttp.ClientSession
) -> None:
    gateway = await start(head_seconds=0.4)
    watching = asyncio.create_task(gateway.app[DOORKEEPER].watch(gateway.runner.server))
    learner = await Learner.arrive(session, gateway.url)
    poll = asyncio.create_task(learner.poll(wait=2))
    host, port = gateway.runner.addresses[0][:2]
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"POST /api/v1/conversations HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    await writer.drain()
    assert await asyncio.wait_for(_rest(reader), 1.5) == b""
    assert (await poll)["messages"] == []
    watching.cancel()
    writer.close()


async def _rest(reader: asyncio.StreamReader) -> bytes:
    """What still comes until the other side closes, however it closes."""
    try:
        return await reader.read()
    except ConnectionError:
        return b""
