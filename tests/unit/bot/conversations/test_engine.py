"""The engine's client: a failure is a value that says how the turn failed, never an exception."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.conversations.answers import Answer, EngineFailure, FailureKind
from bot.conversations.engine import EngineClient, Readiness
from tests.support.assistant import free_ports

WHOLE = [{"text": "Moi"}, {"custom": {"turn": "done"}}]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP client."""
    async with aiohttp.ClientSession() as client:
        yield client


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serve a handler as the engine's REST channel; gives its base address."""
    servers: list[TestServer] = []

    async def serving(handler: Handler) -> str:
        app = web.Application()
        app.router.add_route("*", "/webhooks/rest/webhook", handler)
        servers.append(TestServer(app))
        await servers[-1].start_server()
        return str(servers[-1].make_url("")).rstrip("/")

    yield serving
    for server in servers:
        await server.close()


def raw(body: bytes, status: int = 200) -> Handler:
    """Answer with exactly these bytes."""

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status, content_type="application/json")

    return handler


async def test_the_engine_is_asked_with_the_three_keys_of_its_channel(
    session: aiohttp.ClientSession, serve: Serve
) -> None:
    asked: list[Any] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.json_response(WHOLE)

    client = EngineClient(session, await serve(handler), 2, 4)
    answer = await client.ask("x-0", '/inform{"place": "Oulu"}', {"profile": {"age": 40}})
    assert isinstance(answer, Answer)
    assert asked == [
        {"sender": "x-0", "message": '/inform{"place": "Oulu"}', "metadata": {"profile": {"age": 40}}}
    ]


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (raw(json.dumps(WHOLE).encode(), 500), "status 500"),
        (raw(json.dumps(WHOLE).encode(), 202), "status 202"),
        (raw(b"Mirri"), "no JSON"),
        (raw(b""), "no JSON"),
        (raw(b"\xff\xfe"), "no JSON"),
        (raw(b"[" * 100_000), "no JSON"),
        (raw(b"[]"), "not whole"),
        (raw(b'[{"text": "Mirri"}]'), "not whole"),
        (raw(b'[{"text": "\\ud800"}, {"custom": {"turn": "done"}}]'), "no text"),
    ],
)
async def test_an_answer_that_is_none_is_a_failed_turn(
    handler: Handler, reason: str, session: aiohttp.ClientSession, serve: Serve
) -> None:
    failure = await EngineClient(session, await serve(handler), 2, 4).ask("x", "Mirri", {})
    assert isinstance(failure, EngineFailure)
    assert failure.kind is FailureKind.ANSWERED
    assert reason in failure.reason
    assert "Mirri" not in failure.reason


async def test_nobody_listening_is_told_from_a_death_in_mid_turn(
    session: aiohttp.ClientSession, serve: Serve
) -> None:
    async def dying(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    (port,) = free_ports(1)
    refused = await EngineClient(session, f"http://127.0.0.1:{port}", 2, 4).ask("x", "moi", {})
    broken = await EngineClient(session, await serve(dying), 2, 4).ask("x", "moi", {})
    assert isinstance(refused, EngineFailure)
    assert isinstance(broken, EngineFailure)
    assert (refused.kind, broken.kind) == (FailureKind.UNREACHABLE, FailureKind.BROKEN)


async def test_a_slow_turn_is_given_up_in_time(session: aiohttp.ClientSession, serve: Serve) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(2)
        return web.json_response(WHOLE)

    loop = asyncio.get_running_loop()
    started = loop.time()
    failure = await EngineClient(session, await serve(slow), 0.1, 4).ask("x", "moi", {})
    assert failure == EngineFailure(FailureKind.ANSWERED, "time-out")
    assert loop.time() - started < 1


async def test_waiting_for_a_turn_does_not_count_as_the_engines_time(
    session: aiohttp.ClientSession, serve: Serve
) -> None:
    inside, most = 0, 0

    async def handler(_: web.Request) -> web.Response:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.1)
        inside -= 1
        return web.json_response(WHOLE)

    client = EngineClient(session, await serve(handler), 0.5, 2)
    answers = await asyncio.gather(*(client.ask(str(number), "moi", {}) for number in range(16)))
    assert all(isinstance(answer, Answer) for answer in answers)
    assert most == 2


async def test_readiness_names_who_is_sick_and_how(session: aiohttp.ClientSession, serve: Serve) -> None:
    well = await serve(raw(b"{}")) + "/webhooks/rest/webhook"
    ill = await serve(raw(b"{}", 503)) + "/webhooks/rest/webhook"
    (port,) = free_ports(1)
    away = f"http://127.0.0.1:{port}/health"
    sick = await Readiness(session, {"engine": (well, away), "actions": (ill,), "backends": (away,)}).sick()
    assert sick["actions"] == "answers 503"
    assert sick["backends"].startswith("does not answer")
    assert set(sick) == {"actions", "backends"}
