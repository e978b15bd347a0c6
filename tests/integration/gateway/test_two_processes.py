"""Two gateway processes on one database: a learner cannot tell which of them answers."""

import asyncio
import signal
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.integration.gateway.conftest import POSTGRESQL
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner, learner_at
from tests.support.gateway_process import alive, process
from tests.support.postgresql import Cluster

TAKEN_OVER_WITHIN = 10.0


@dataclass(slots=True)
class One:
    """One of the two processes."""

    url: str
    process: "subprocess.Popen[bytes]"


@pytest.fixture
async def two(parts: Parts, tmp_path: Path, database_url: str) -> AsyncIterator[tuple[One, One]]:
    """Two processes that were started at once on an empty database."""
    async with AsyncExitStack() as stack:
        running = []
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
            url, spawn = await stack.enter_async_context(
                process(parts.ports, tmp_path / name, database_url=database_url)
            )
            running.append(One(url, spawn()))
        for one in running:
            await alive(one.url)
        yield running[0], running[1]


@pytest.fixture(params=["sqlite", POSTGRESQL])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables: both processes find it empty."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database()


async def test_overlapping_messages_are_one_turn_after_the_other(parts: Parts, two: tuple[One, One]) -> None:
    parts.engine.delay = 0.03
    async with learner_at(two[0].url) as learner:
        doors = [replace(learner, url=one.url, messages=list(learner.messages)) for one in two]
        sent = [doors[number % 2].post({"text": f"viesti {number}"}) for number in range(12)]
        seqs = await asyncio.gather(*sent)
        assert len(set(seqs)) == 12
        await doors[0].hear()
        await doors[1].hear()
    said = [message["text"] for message in doors[0].messages if message["from"] == "learner"]
    answers = [message["text"] for message in doors[0].messages[2:] if message["from"] == "bot"]
    assert answers == [f"Kuulin: {text}" for text in said]
    assert doors[0].messages == doors[1].messages
    assert parts.engine.overlaps == 0
    assert len(parts.engine.calls) == 12


async def test_many_conversations_are_shared_without_overlaps(parts: Parts, two: tuple[One, One]) -> None:
    parts.engine.delay = 0.01

    async def talk(number: int) -> None:
        async with learner_at(two[number % 2].url) as learner:
            doors = [learner, replace(learner, url=two[1 - number % 2].url)]
            for turn in range(6):
                await doors[turn % 2].post({"text": f"{number}.{turn}"})
            await learner.hear()
            answers = [message for message in learner.messages[2:] if message["from"] == "bot"]
            assert [answer["text"] for answer in answers] == [f"Kuulin: {number}.{turn}" for turn in range(6)]

    await asyncio.gather(*(talk(number) for number in range(10)))
    assert parts.engine.overlaps == 0
    assert len(parts.engine.calls) == 60


async def test_what_a_killed_process_was_at_is_taken_over_and_answered_once(
    parts: Parts, two: tuple[One, One]
) -> None:
    parts.engine.delay = 0.5
    parts.engine.effects = [{"type": "reminder.add", "kind": "learner", "day": "2099-01-01"}]
    async with learner_at(two[0].url) as learner:
        for words in ("yksi", "kaksi"):
            await learner.post({"text": words})
        await asyncio.sleep(0.2)
        two[0].process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        learner.url = two[1].url
        await learner.hear()
        assert time.monotonic() - killed < TAKEN_OVER_WITHIN
        assert [message["text"] for message in learner.messages[2:] if message["from"] == "bot"] == [
            "Kuulin: yksi",
            "Kuulin: kaksi",
        ]
        async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
            assert len((await answer.json())["reminders"]) == 2


@pytest.mark.parametrize("database_url", [POSTGRESQL], indirect=True)
async def test_who_waits_at_one_process_is_woken_by_the_other(parts: Parts, two: tuple[One, One]) -> None:
    async with learner_at(two[0].url) as learner:
        await learner.say("moi")
        reader: Learner = replace(learner, url=two[1].url, messages=list(learner.messages))
        waiting = asyncio.create_task(reader.poll(wait=20))
        await asyncio.sleep(0.3)
        began = time.monotonic()
        await learner.post({"text": "moi taas"})
        assert [message["text"] for message in (await waiting)["messages"]][:1] == ["moi taas"]
        assert time.monotonic() - began < 5


async def test_a_conversation_deleted_at_one_process_is_gone_at_the_other(two: tuple[One, One]) -> None:
    async with learner_at(two[0].url) as learner:
        reader = replace(learner, url=two[1].url)
        await reader.say("moi")
        async with learner.session.delete(learner.base, headers=learner.headers) as answer:
            assert answer.status == 204
        for call in ("messages", "export", "stream"):
            async with reader.session.get(f"{reader.base}/{call}", headers=reader.headers) as answer:
                assert answer.status == 410
