"""PostgreSQL restarted under load: refused in time or stored for good, never a wrong state."""

import asyncio
import random
import signal
from pathlib import Path
from typing import Any

import aiohttp

from tests.faults.conftest import times
from tests.faults.ledger import Ledger
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.gateway_process import alive, process
from tests.support.postgresql import Cluster

LEARNERS = 5
EFFECTS: list[dict[str, Any]] = [
    {"type": "consent.record", "purpose": "saved_plan", "version": "1", "granted": True},
    {"type": "profile.set", "key": "place", "value": "Oulu"},
]


async def test_restarts_under_load(
    cluster: Cluster, parts: Parts, ledger: Ledger, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    chance = random.Random(2026)
    url = cluster.create("restarts")
    parts.engine.delay = 0.05
    limits = {f"rate_{name}": "100000/second" for name in ("messages", "requests", "conversation")}
    async with process(parts.ports, tmp_path, database_url=url, **limits) as (address, spawn):
        spawn()
        await alive(address)
        parts.engine.effects = EFFECTS
        learners = [await Learner.arrive(session, address) for _ in range(LEARNERS)]
        for learner in learners:
            await learner.say("suostun")
        for learner in learners:
            ledger.acknowledged[learner.conversation_id]["first"] = 3
        parts.engine.effects = []
        over = asyncio.Event()

        async def talk(learner: Learner) -> None:
            while not over.is_set():
                await ledger.say(learner, "moi")
                await asyncio.sleep(chance.uniform(0.02, 0.2))

        talking = [asyncio.create_task(talk(learner)) for learner in learners]
        for number in range(times(3, 20)):
            await asyncio.sleep(chance.uniform(0.3, 1.0))
            how = signal.SIGQUIT if number % 2 else signal.SIGINT
            await asyncio.to_thread(cluster.restart, how)
        await asyncio.sleep(0.5)
        over.set()
        await asyncio.gather(*talking)
        assert await ledger.reconcile(learners, url) > LEARNERS * times(3, 20)
        assert parts.engine.overlaps == 0
        for learner in learners:
            async with session.get(f"{learner.base}/export", headers=learner.headers) as answer:
                kept = await answer.json()
            assert kept["consents"] == {"saved_plan": True}
            assert kept["profile"] == {"place": "Oulu"}
            assert kept["owner"] == "bot"
    assert ledger.longest_wait < 30
