"""The real engine before scripted actions: a question that is asked again is still one turn."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from cli.paths import ENGINE_PYTHON, ROOT, engine_environment
from tests.support.assistant import free_ports

STARTS_WITHIN = 90.0


@dataclass(slots=True)
class SlowActions:
    """An actions server that answers after `delay` seconds and counts what it is asked."""

    port: int
    delay: float = 0.0
    calls: list[str] = field(default_factory=list)
    inside: int = 0
    most: int = 0

    async def run(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls.append(body["tracker"]["latest_message"]["metadata"]["message_id"])
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.inside -= 1
        said = [{"text": f"Vastaus {len(self.calls)}"}, {"custom": {"turn": "done", "effects": []}}]
        return web.json_response({"events": [], "responses": said})


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine."""

    url: str
    actions: SlowActions
    session: aiohttp.ClientSession

    async def ask(self, message_id: str, seconds: float, message: str = "/find_course") -> Any:
        """Ask as the gateway does, and wait so long. Raises TimeoutError."""
        body = {"sender": "learner-0", "message": message, "metadata": {"message_id": message_id}}
        timeout = aiohttp.ClientTimeout(total=seconds)
        async with self.session.post(
            f"{self.url}/webhooks/rest/webhook", json=body, timeout=timeout
        ) as answer:
            return await answer.json()


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """The engine's process with a model, and actions of ours."""
    engine_port, actions_port = free_ports(2)
    actions = SlowActions(actions_port)
    app = web.Application()
    app.router.add_post("/webhook", actions.run)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", actions_port).start()
    process = _start(engine_port, actions_port, tmp_path / "engine.log")
    url = f"http://127.0.0.1:{engine_port}"
    async with aiohttp.ClientSession() as session:
        try:
            await _ready(session, url, process)
            yield Engine(url, actions, session)
        finally:
            process.kill()
            process.wait()
            await runner.cleanup()


def _start(port: int, actions_port: int, log: Path) -> "subprocess.Popen[bytes]":
    ports = {"SUUNTA_ENGINE_PORT": str(port), "SUUNTA_ACTIONS_PORT": str(actions_port)}
    with log.open("wb") as file:
        return subprocess.Popen(
            [str(ENGINE_PYTHON), "-m", "engine"],
            cwd=ROOT,
            env={**os.environ, **engine_environment(), **ports},
            stdout=file,
            stderr=file,
        )


async def _ready(session: aiohttp.ClientSession, url: str, process: "subprocess.Popen[bytes]") -> None:
    async with asyncio.timeout(STARTS_WITHIN):
        while True:
            assert process.poll() is None, "the engine did not start; is there a model? (make train)"
            try:
                async with session.get(f"{url}/webhooks/rest/") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)


async def test_a_question_that_is_asked_again_is_one_turn_and_others_wait(engine: Engine) -> None:
    engine.actions.delay = 1.5
    with pytest.raises(TimeoutError):
        await engine.ask("m:1", seconds=0.5)
    again, next_one = await asyncio.gather(engine.ask("m:1", 10), engine.ask("m:2", 10))
    assert [item.get("text") for item in again] == ["Vastaus 1", None]
    assert [item.get("text") for item in next_one] == ["Vastaus 2", None]
    assert engine.actions.calls == ["m:1", "m:2"]
    assert engine.actions.most == 1
    assert await engine.ask("m:1", 0.5) == again
    assert engine.actions.calls == ["m:1", "m:2"]
