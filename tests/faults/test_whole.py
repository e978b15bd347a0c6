"""Faults in the whole assistant, on real processes: killed in mid-turn, hanging, slow."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.faults.conftest import SYSTEMS, database_of, times
from tests.faults.ledger import Ledger
from tests.support.assistant import Assistant, running_assistant, wait_until_ready
from tests.support.chat import Learner, learner_at

PROCESSES = ("gateway", "engine", "actions", "backends")
SAYINGS = ("haluaisin hoitoalalle", "asun Oulussa", "mitä tarkoitat", "en tiedä", "kiitos", "entä Kemissä")
LEARNERS, BACK_WITHIN, NOTICE_WITHIN = 4, 30.0, 5.0


@contextmanager
def stopped(assistant: Assistant, name: str) -> Iterator[None]:
    """A process that hangs: it takes connections and answers nothing."""
    pid = assistant.pid(name)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module", params=SYSTEMS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant of our own, with limits that a handful of busy learners do not reach."""
    settings = {"SUUNTA_RATE_CONVERSATION": "10000/second", **database_of(request)}
    with running_assistant(tmp_path_factory.mktemp("var"), **settings) as assistant:
        yield assistant


async def test_kills_in_mid_turn(database_url: str, ledger: Ledger, tmp_path: Path) -> None:
    kills = times(4 if database_url.startswith("sqlite") else 2, 200)
    chance = random.Random(200)
    victims = [PROCESSES[number % len(PROCESSES)] for number in range(kills)]
    chance.shuffle(victims)
    with running_assistant(tmp_path / "var", SUUNTA_DATABASE_URL=database_url) as assistant:
        timeout = aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            learners = [await Learner.arrive(session, assistant.url) for _ in range(LEARNERS)]
            over = asyncio.Event()

            async def talk(learner: Learner) -> None:
                while not over.is_set():
                    await ledger.say(learner, chance.choice(SAYINGS))
                    await asyncio.sleep(chance.uniform(0.3, 0.8))

            talking = [asyncio.create_task(talk(learner)) for learner in learners]
            slowest = 0.0
            for name in victims:
                await asyncio.sleep(chance.uniform(0.2, 0.8))
                assistant.kill(name)
                killed = time.monotonic()
                await asyncio.sleep(0.3)
                await wait_until_ready(assistant.url, within=BACK_WITHIN)
                slowest = max(slowest, time.monotonic() - killed)
            over.set()
            await asyncio.gather(*talking)
            checked = await ledger.reconcile(learners, database_url)
    assert checked >= kills
    assert slowest < BACK_WITHIN
    print(f"{kills} kills, {checked} messages, back within {slowest:.1f} s")  # noqa: T201


@pytest.mark.parametrize("name", ["actions", "engine"])
async def test_a_part_that_hangs(name: str, running: Assistant, ledger: Ledger) -> None:
    async with learner_at(running.url) as learner:
        await learner.press("Etsin koulutusta")
        with stopped(running, name):
            await ledger.say(learner, "haluaisin hoitoalalle")
            await ledger.say(learner, "asun Oulussa")
            assert await _notice_comes(learner) < NOTICE_WITHIN
            await asyncio.sleep(times(2, 60))
        heard = await learner.hear()
        assert [message["asking"] for message in heard if message["from"] == "bot"].count("place") <= 1
        own = [message["seq"] for message in learner.messages if message["from"] == "learner"]
        answers = [message["seq"] for message in learner.messages if message["from"] == "bot"]
        assert any(seq > own[-1] for seq in answers)


async def test_a_backend_that_is_slow(running: Assistant, ledger: Ledger) -> None:
    async with learner_at(running.url) as learner:
        await learner.press("Etsin koulutusta")
        await learner.say("haluaisin hoitoalalle")
        await learner.say("asun Oulussa")
        with stopped(running, "backends"):
            began = time.monotonic()
            heard = await asyncio.wait_for(learner.say("näytä kursseja"), 60)
            assert heard
            first = time.monotonic() - began
        assert first < NOTICE_WITHIN + 1
        assert await learner.say("kiitos")


async def _notice_comes(learner: Learner) -> float:
    """Seconds until the service says that the message is kept."""
    began = time.monotonic()
    while time.monotonic() - began < 2 * NOTICE_WITHIN:
        body = await learner.poll(wait=1)
        if any(message["from"] == "system" for message in body["messages"]):
            return time.monotonic() - began
    raise TimeoutError("no notice came")
