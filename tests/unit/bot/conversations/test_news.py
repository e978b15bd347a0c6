"""Rings travel between processes, and come back after the server was away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.conversations.news import News
from bot.conversations.wake import Bell, rung_within
from tests.support.postgresql import Cluster, programs

pytestmark = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")


@asynccontextmanager
async def exchanging(url: str, *bells: Bell) -> AsyncIterator[None]:
    """Bells of several processes that ring together."""
    exchanges = [News(url, bell) for bell in bells]
    for exchange in exchanges:
        await exchange.start()
    try:
        yield
    finally:
        for exchange in exchanges:
            await exchange.stop()


async def rings_through(one: Bell, other: Bell, conversation_id: str, within: float) -> bool:
    """Whether a ring at one is heard at the other; it is rung again and again until then."""
    with other.listening(conversation_id) as rung:
        for _ in range(int(within / 0.1)):
            one.ring(conversation_id)
            if await rung_within(rung, 0.1):
                return True
    return False


async def test_a_ring_is_heard_in_the_other_process_and_no_other_conversation(postgresql: Cluster) -> None:
    one, other = Bell(), Bell()
    async with exchanging(postgresql.new_database(), one, other):
        assert await rings_through(one, other, "a", within=5)
        assert await rings_through(other, one, "b", within=5)
        with other.listening("c") as rung:
            one.ring("d")
            assert not await rung_within(rung, 0.3)


async def test_after_a_restart_rings_are_heard_again(
    postgresql: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.news.AGAIN_SECONDS", 0.1)
    one, other = Bell(), Bell()
    async with exchanging(postgresql.new_database(), one, other):
        assert await rings_through(one, other, "a", within=5)
        await asyncio.to_thread(postgresql.restart)
        assert await rings_through(one, other, "a", within=10)


async def test_with_the_server_away_a_ring_is_heard_here(postgresql: Cluster) -> None:
    bell = Bell()
    async with exchanging("postgresql+psycopg://user@127.0.0.1:1/suunta", bell):
        with bell.listening("a") as rung:
            bell.ring("a")
            assert await rung_within(rung, 0.1)
