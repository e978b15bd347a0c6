"""A thousand messages three times each, shuffled: every one is stored once and has its effect once."""

import asyncio
import random
from pathlib import Path

import aiohttp

from tests.faults.conftest import times
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.gateway_process import alive, process

CONVERSATIONS, MESSAGES, COPIES, AT_ONCE = 20, times(15, 50), 3, 40
NO_LIMIT = "100000/second"


async def test_each_effect_once(
    database_url: str, parts: Parts, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    parts.engine.effects = [{"type": "reminder.add", "kind": "learner", "day": "2099-01-01"}]
    limits = {f"rate_{name}": NO_LIMIT for name in ("messages", "requests", "conversation", "conversations")}
    async with process(parts.ports, tmp_path, database_url=database_url, **limits) as (address, spawn):
        spawn()
        await alive(address)
        learners = [await Learner.arrive(session, address) for _ in range(CONVERSATIONS)]
        deliveries = [
            (learner, number) for learner in learners for number in range(MESSAGES) for _ in range(COPIES)
        ]
        random.Random(1000).shuffle(deliveries)
        gate, receipts = asyncio.Semaphore(AT_ONCE), set[tuple[str, int, int]]()

        async def deliver(learner: Learner, number: int) -> None:
            async with gate:
                seq = await learner.post({"client_message_id": f"m{number}", "text": f"viesti {number}"})
            receipts.add((learner.conversation_id, number, seq))

        await asyncio.gather(*(deliver(*delivery) for delivery in deliveries))
        assert len(receipts) == CONVERSATIONS * MESSAGES
        for learner in learners:
            await learner.hear()
            async with session.get(f"{learner.base}/export", headers=learner.headers) as answer:
                assert len((await answer.json())["reminders"]) == MESSAGES
            answers = [message["text"] for message in learner.messages if message["from"] == "bot"][2:]
            assert sorted(answers) == sorted(f"Kuulin: viesti {number}" for number in range(MESSAGES))
        assert len(parts.engine.calls) == CONVERSATIONS * MESSAGES
        assert parts.engine.overlaps == 0
