"""How a learner receives: long poll and event stream."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.conversations.ownership import Move
from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner


async def test_a_long_poll_wakes_at_once(parts: Parts, learner: Learner) -> None:
    parts.engine.delay = 0.3
    await learner.post({"text": "moi"})
    await learner.poll()
    started = time.monotonic()
    state = await learner.poll(wait=20)
    assert 0.1 < time.monotonic() - started < 10
    assert [message["text"] for message in state["messages"]] == ["Kuulin: moi"]
    assert state["pending"] is False


async def test_a_long_poll_ends_in_time_without_news(learner: Learner) -> None:
    started = time.monotonic()
    assert await learner.poll(wait=1) == {"messages": [], "owner": "bot", "pending": False}
    assert 0.9 < time.monotonic() - started < 10


async def test_no_poll_ever_sees_an_answer_without_its_turn_being_over(
    parts: Parts, learner: Learner
) -> None:
    for number in range(10):
        await learner.post({"text": str(number)})
        answered = False
        while not answered:
            state = await learner.poll(wait=5)
            answered = any(message["from"] == "bot" for message in state["messages"])
            assert state["pending"] is not answered


async def test_a_poll_hears_of_a_new_owner_without_a_message(gateway: Gateway, learner: Learner) -> None:
    poll = asyncio.create_task(learner.poll(wait=20))
    await asyncio.sleep(0.1)
    await gateway.desk.move_owner(learner.conversation_id, Move.CLAIM, who="ohjaaja-1", why="took over")
    assert (await asyncio.wait_for(poll, 2))["owner"] == "counsellor"


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=1.5", "wait=-1", "wait=nan", "wait=x"])
async def test_a_wrong_query_is_refused(query: str, learner: Learner) -> None:
    address = f"{learner.base}/messages?{query}"
    async with learner.session.get(address, headers=learner.headers) as answer:
        assert answer.status == 422


@pytest.mark.parametrize(("query", "count"), [("", 2), ("after=1", 1), ("after=999999999999999999", 0)])
async def test_after_says_what_was_received(query: str, count: int, learner: Learner) -> None:
    address = f"{learner.base}/messages?{query}"
    async with learner.session.get(address, headers=learner.headers) as answer:
        assert len((await answer.json())["messages"]) == count


async def events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str | None, dict[str, Any] | None]]:
    """The events of a stream: id and data; a comment is (None, None)."""
    while True:
        block = (await response.content.readuntil(b"\n\n")).decode().strip()
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        yield fields.get("id"), json.loads(fields["data"]) if fields else None


async def test_a_stream_brings_messages_and_the_state(parts: Parts, learner: Learner) -> None:
    address = f"{learner.base}/stream?after=1&state=1"
    parts.engine.delay = 0.1
    async with learner.session.get(address, headers=learner.headers) as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        received = events(response)
        first_id, first = await anext(received)
        assert (first_id, first and first["seq"]) == ("2", 2)
        assert await anext(received) == (None, {"owner": "bot", "pending": False})
        await learner.post({"text": "moi"})
        own_id, own = await anext(received)
        assert (own_id, own and own["from"]) == ("3", "learner")
        assert await anext(received) == (None, {"owner": "bot", "pending": True})
        answer_id, answer = await anext(received)
        assert (answer_id, answer and answer["text"]) == ("4", "Kuulin: moi")
        assert await anext(received) == (None, {"owner": "bot", "pending": False})


async def test_a_stream_brings_messages_alone_to_who_asks_for_no_more(learner: Learner) -> None:
    async with learner.session.get(f"{learner.base}/stream?after=1", headers=learner.headers) as response:
        received = events(response)
        seen = [await anext(received)]
        await learner.post({"text": "moi"})
        seen += [await asyncio.wait_for(anext(received), 5) for _ in range(2)]
    assert [(identifier, message and message["from"]) for identifier, message in seen] == [
        ("2", "bot"),
        ("3", "learner"),
        ("4", "bot"),
    ]


async def test_a_stream_goes_on_where_it_broke_off(learner: Learner) -> None:
    await learner.say("moi")
    headers = {**learner.headers, "Last-Event-ID": "3"}
    async with learner.session.get(f"{learner.base}/stream?after=0", headers=headers) as response:
        identifier, message = await anext(events(response))
        assert (identifier, message and message["text"]) == ("4", "Kuulin: moi")


async def test_a_quiet_stream_has_heartbeats(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.web.stream.HEARTBEAT_SECONDS", 0.0)
    monkeypatch.setattr("bot.channels.web.stream.RECHECK_SECONDS", 0.05)
    async with learner.session.get(
        f"{learner.base}/stream?after=2&state=1", headers=learner.headers
    ) as response:
        received = events(response)
        assert (await anext(received))[1] == {"owner": "bot", "pending": False}
        assert await asyncio.wait_for(anext(received), 1) == (None, None)


async def test_a_stream_ends_when_the_conversation_is_deleted(learner: Learner) -> None:
    async with learner.session.get(
        f"{learner.base}/stream?after=2&state=1", headers=learner.headers
    ) as response:
        await anext(events(response))
        async with learner.session.delete(learner.base, headers=learner.headers):
            pass
        assert await asyncio.wait_for(response.content.read(), 2) == b""
