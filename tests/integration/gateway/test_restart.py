"""Stopping, dying and starting again: what was acknowledged is answered, once."""

import asyncio
import os
import signal
import subprocess
import time
from pathlib import Path

import aiohttp
import pytest

from cli.paths import ROOT, SERVICE_PYTHON
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner, learner_at
from tests.support.gateway_process import alive, process


async def test_a_restarted_gateway_answers_what_was_left_and_knows_all_else(
    start: Start, parts: Parts, session: aiohttp.ClientSession
) -> None:
    first = await start(notice_after=0.2)
    learner = await Learner.arrive(session, first.url)
    await learner.say("ennen")
    await parts.engine.stop()
    for words in ("yksi", "kaksi"):
        await learner.post({"text": words})
    await asyncio.sleep(0.4)
    await learner.poll()
    await first.stop()
    await parts.engine.start()
    learner.url = (await start(notice_after=0.2)).url
    await learner.hear()
    await asyncio.sleep(0.4)
    await learner.poll()
    assert [message["text"] for message in learner.messages if message["from"] == "bot"][2:] == [
        "Kuulin: ennen",
        "Kuulin: yksi",
        "Kuulin: kaksi",
    ]
    assert sum(message["from"] == "system" for message in learner.messages) == 2
    assert [message["seq"] for message in learner.messages] == list(range(1, len(learner.messages) + 1))


async def test_stopping_lets_the_running_turn_finish(
    start: Start, parts: Parts, session: aiohttp.ClientSession
) -> None:
    gateway = await start()
    parts.engine.delay = 0.4
    learner = await Learner.arrive(session, gateway.url)
    await learner.post({"text": "moi"})
    await asyncio.sleep(0.1)
    await gateway.stop()
    learner.url = (await start()).url
    await learner.poll()
    assert learner.messages[-1]["text"] == "Kuulin: moi"
    assert len(parts.engine.calls) == 1


async def test_a_killed_gateway_loses_nothing_and_answers_once(parts: Parts, tmp_path: Path) -> None:
    async with process(parts.ports, tmp_path) as (url, spawn):
        gateway = spawn()
        await alive(url)
        async with learner_at(url) as learner:
            parts.engine.delay = 0.3
            for words in ("yksi", "kaksi", "kolme"):
                await learner.post({"text": words})
            gateway.send_signal(signal.SIGKILL)
            gateway.wait()
            spawn()
            await alive(url)
            await learner.hear()
            assert [message["text"] for message in learner.messages[2:] if message["from"] == "bot"] == [
                "Kuulin: yksi",
                "Kuulin: kaksi",
                "Kuulin: kolme",
            ]
            assert [message["seq"] for message in learner.messages] == list(range(1, 9))
    logged = (tmp_path / "gateway.log").read_text()
    assert not [words for words in ("yksi", "kaksi", "kolme", learner.token) if words in logged]


async def test_on_sigterm_it_stops_soon_though_learners_wait(parts: Parts, tmp_path: Path) -> None:
    async with process(parts.ports, tmp_path) as (url, spawn):
        gateway = spawn()
        await alive(url)
        async with learner_at(url) as learner, learner_at(url) as reader:
            await parts.engine.stop()
            await learner.post({"text": "moi"})
            await learner.poll()
            poll = asyncio.create_task(learner.poll(wait=25))
            async with reader.session.get(f"{reader.base}/stream", headers=reader.headers) as stream:
                await stream.content.readuntil(b"\n\n")
                started = time.monotonic()
                gateway.send_signal(signal.SIGTERM)
                assert (await asyncio.wait_for(poll, 6))["pending"] is True
                assert await asyncio.to_thread(gateway.wait, 8) == 0
                assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUUNTA_PORT", "eighty"),
        ("SUUNTA_RATE_MESSAGES", "lots"),
        ("SUUNTA_EMBED_ORIGINS", "example.org"),
        ("SUUNTA_DATABASE_URL", "postgresql://user:hunter2@host/db"),
    ],
)
async def test_a_wrong_setting_is_refused_in_one_line_that_names_it(name: str, value: str) -> None:
    done = await asyncio.to_thread(
        subprocess.run,
        [str(SERVICE_PYTHON), "-m", "bot"],
        cwd=ROOT,
        env=os.environ | {name: value},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert name in line
    assert "hunter2" not in line


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql+psycopg://user:hunter2@127.0.0.1:1/suunta", "Connection refused"),
        ("sqlite+aiosqlite:////proc/nowhere/gateway.sqlite", "No such file"),
    ],
)
async def test_a_database_that_does_not_open_is_named_with_the_cure(address: str, says: str) -> None:
    done = await asyncio.to_thread(
        subprocess.run,
        [str(SERVICE_PYTHON), "-m", "bot"],
        cwd=ROOT,
        env=os.environ | {"SUUNTA_DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert says in line
    assert "SUUNTA_" in line
    assert "hunter2" not in line
