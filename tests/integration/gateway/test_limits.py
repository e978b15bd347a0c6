"""Rate limits and the headers that keep pages to themselves."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.integration.gateway.conftest import Gateway, Start
from tests.support.chat import Learner


async def test_a_conversation_that_floods_is_slowed_and_others_are_not(
    start: Start, session: aiohttp.ClientSession
) -> None:
    gateway = await start(rate_conversation="3/10 seconds")
    one, other = [await Learner.arrive(session, gateway.url) for _ in range(2)]
    for number in range(3):
        await one.say(str(number))
    body = {"client_message_id": "x", "text": "moi"}
    async with session.post(f"{one.base}/messages", json=body, headers=one.headers) as answer:
        assert answer.status == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 10
        assert (await answer.json())["error"]["code"] == "rate_limited"
    await one.poll()
    assert len(one.messages) == 8
    assert await other.say("moi")


@pytest.mark.parametrize("setting", ["rate_messages", "rate_conversations", "rate_requests"])
async def test_an_address_that_floods_is_slowed(
    setting: str, start: Start, session: aiohttp.ClientSession
) -> None:
    gateway = await start(**{setting: "4/minute"})
    statuses = []
    for number in range(6):
        async with session.post(f"{gateway.url}/api/v1/conversations", json={}) as answer:
            statuses.append(answer.status)
            opened = await answer.json()
        if answer.status == 201:
            headers = {"Authorization": f"Bearer {opened['token']}"}
            address = f"{gateway.url}/api/v1/conversations/{opened['conversation_id']}/messages"
            body = {"client_message_id": str(number), "text": "moi"}
            async with session.post(address, json=body, headers=headers) as answer:
                statuses.append(answer.status)
    assert 429 in statuses
    assert statuses.count(201) >= 2
    async with session.get(f"{gateway.url}/healthz") as answer:
        assert answer.status == 200


async def test_a_class_of_a_hundred_is_not_slowed(gateway: Gateway, session: aiohttp.ClientSession) -> None:
    class_of_100 = [await Learner.arrive(session, gateway.url) for _ in range(100)]
    for group in range(0, 100, 20):
        await asyncio.gather(*(learner.post({"text": "moi"}) for learner in class_of_100[group : group + 20]))


async def test_behind_a_proxy_its_word_for_the_address_counts(
    start: Start, session: aiohttp.ClientSession
) -> None:
    gateway = await start(rate_conversations="1/minute", trusted_proxies=1)

    async def arrival(chain: str) -> int:
        headers = {"X-Forwarded-For": chain}
        async with session.post(f"{gateway.url}/api/v1/conversations", json={}, headers=headers) as answer:
            return answer.status

    assert await arrival("198.51.100.1") == 201
    assert await arrival("203.0.113.9, 198.51.100.1") == 429
    assert await arrival("198.51.100.2") == 201
    assert await arrival("2001:db8:1:2::1") == 201
    assert await arrival("2001:db8:1:2:ffff::2") == 429


async def test_every_answer_has_the_security_headers(learner: Learner) -> None:
    for path in ("/chat", "/healthz", "/none-such", "/static/suunta-widget.js", "/api/v1/texts"):
        async with learner.session.get(learner.url + path) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "Access-Control-Allow-Origin" not in answer.headers


async def test_only_listed_origins_may_embed(start: Start, session: aiohttp.ClientSession) -> None:
    gateway = await start(embed_origins="https://kirjasto.example.org")
    address = f"{gateway.url}/api/v1/conversations"

    async def allowed(method: str, origin: str) -> Any:
        async with session.request(method, address, headers={"Origin": origin}) as answer:
            return answer.status, answer.headers.get("Access-Control-Allow-Origin")

    ours, other = "https://kirjasto.example.org", "https://evil.example.org"
    assert await allowed("OPTIONS", ours) == (204, ours)
    assert await allowed("OPTIONS", other) == (405, None)
    assert (await allowed("POST", ours))[1] == ours
    assert (await allowed("POST", other))[1] is None


async def test_the_page_its_files_and_texts_are_served(learner: Learner) -> None:
    async def got(path: str) -> tuple[int, str, str]:
        async with learner.session.get(learner.url + path, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Content-Type", ""), await answer.text()

    assert (await got("/"))[0] == 302
    status, kind, page = await got("/chat")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert '<suunta-chat mode="page">' in page
    assert (await got("/static/suunta-widget.js"))[:2] == (200, "text/javascript; charset=utf-8")
    for path in ("/static/chat.css", "/static/icon.svg"):
        assert (await got(path))[0] == 200
    for path in ("/static/..%2f..%2fpyproject.toml", "/static/build.json", "/static/"):
        assert (await got(path))[0] == 404
    finnish = (await got("/api/v1/texts?language=fi"))[2]
    assert "Kirjoita viesti" in finnish
    for language in ("xx", "..%2f..%2fnotices", ""):
        assert (await got(f"/api/v1/texts?language={language}"))[2] == finnish


async def test_a_wrong_method_or_address_is_named_in_the_apis_form(learner: Learner) -> None:
    for method, path, status, code in [
        ("PUT", "/api/v1/conversations", 405, "method_not_allowed"),
        ("GET", "/api/v1/none-such", 404, "not_found"),
    ]:
        async with learner.session.request(method, learner.url + path) as answer:
            assert (answer.status, (await answer.json())["error"]["code"]) == (status, code)
            assert answer.headers.get("Allow") == ("POST" if status == 405 else None)
