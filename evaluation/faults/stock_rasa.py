"""What stock Rasa does when things break: the baseline that the gateway is measured against.

`scripts/service-python -m evaluation.faults.stock_rasa --out evaluation/faults/stock_rasa.json`

Starts Rasa's server with our model, Rasa's own SQL tracker store and REST channel, and an action server that
is slow on purpose. A client writes down every message that was answered with 200, or was on its way when the
process was killed. Needs the engine's environment and a trained model; takes about a minute.
"""

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from cli.paths import ENGINE_PYTHON, ROOT, engine_environment
from tests.support.assistant import free_ports

START_SECONDS = 90.0
SAYS = "haluaisin hoitoalalle"
# What `rasa run` calls; the command line itself does not start on the locked sentry-sdk.
SERVE = """
import sys
import rasa.core.run
from rasa.core.utils import AvailableEndpoints
endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
rasa.core.run.serve_application(
    sys.argv[1], interface="127.0.0.1", port=int(sys.argv[2]), credentials="credentials.yml",
    enable_api=True, endpoints=endpoints,
)
"""


class SlowActions:
    """An action server that answers every action with one sentence, after a while."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.delay = 0.0
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen."""
        app = web.Application()
        app.router.add_post("/webhook", self._act)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """Be down."""
        if self._runner:
            await self._runner.cleanup()

    async def _act(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.delay)
        return web.json_response({"events": [], "responses": [{"text": "Kuulin."}]})


class StockRasa:
    """Rasa's own server on a folder of its own."""

    def __init__(self, folder: Path, port: int, actions_port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._port = port
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "endpoints.yml").write_text(
            f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n"
            f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder / 'tracker.db'}\n",
            encoding="utf-8",
        )
        (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")

    async def start(self, session: aiohttp.ClientSession) -> None:
        """Start and wait until it answers. Raises TimeoutError."""
        model = max((ROOT / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        command = [str(ENGINE_PYTHON), "-c", SERVE, str(model), str(self._port)]
        self._process = await asyncio.to_thread(self._spawn, command)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{self.url}/status") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.3)
        raise TimeoutError((self._folder / "log").read_text()[-2000:])

    def _spawn(self, command: list[str]) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, **engine_environment()}
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        """SIGKILL."""
        if self._process:
            self._process.kill()
            self._process.wait()


async def say(session: aiohttp.ClientSession, rasa: StockRasa, sender: str) -> tuple[int | None, Any]:
    """Send a message through the REST channel; the status and the body, None when the connection died."""
    body = {"sender": sender, "message": SAYS}
    try:
        async with session.post(f"{rasa.url}/webhooks/rest/webhook", json=body) as answer:
            return answer.status, await answer.json()
    except aiohttp.ClientError:
        return None, None


async def heard(session: aiohttp.ClientSession, rasa: StockRasa, sender: str) -> int:
    """How many messages of the learner Rasa has kept."""
    async with session.get(f"{rasa.url}/conversations/{sender}/tracker") as answer:
        events = (await answer.json())["events"]
    return sum(event["event"] == "user" for event in events)


async def killed_in_mid_turn(session: aiohttp.ClientSession, rasa: StockRasa, actions: SlowActions) -> Any:
    """One message, killed while the action works, started again."""
    actions.delay = 2.0
    asked = asyncio.create_task(say(session, rasa, "killed"))
    await asyncio.sleep(0.8)
    rasa.kill()
    status, _ = await asked
    await rasa.start(session)
    kept = await heard(session, rasa, "killed")
    return {"sent": 1, "status": status, "kept_after_restart": kept, "lost": 1 - kept}


async def actions_down(session: aiohttp.ClientSession, rasa: StockRasa, actions: SlowActions) -> Any:
    """One message while nobody does the actions."""
    await actions.stop()
    status, body = await say(session, rasa, "down")
    await actions.start()
    return {"status": status, "messages_to_the_learner": len(body or [])}


async def delivered_thrice(session: aiohttp.ClientSession, rasa: StockRasa, actions: SlowActions) -> Any:
    """The same message three times, as a shaky line does it."""
    actions.delay = 0.0
    for _ in range(3):
        await say(session, rasa, "thrice")
    return {"meant": 1, "turns_taken": await heard(session, rasa, "thrice")}


async def actions_hang(session: aiohttp.ClientSession, rasa: StockRasa, actions: SlowActions) -> Any:
    """How long a learner sees nothing while an action takes ten seconds."""
    actions.delay = 10.0
    began = time.monotonic()
    await say(session, rasa, "hangs")
    return {"seconds_without_a_word": round(time.monotonic() - began, 1)}


async def guessed_id(session: aiohttp.ClientSession, rasa: StockRasa, actions: SlowActions) -> Any:
    """A stranger who knows or guesses a sender id reads the conversation."""
    actions.delay = 0.0
    await say(session, rasa, "a-learner")
    return {"messages_read_without_a_key": await heard(session, rasa, "a-learner")}


FAULTS = (killed_in_mid_turn, actions_down, delivered_thrice, actions_hang, guessed_id)


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[tuple[aiohttp.ClientSession, StockRasa, SlowActions]]:
    """Stock Rasa before slow actions."""
    rasa_port, actions_port = free_ports(2)
    actions = SlowActions(actions_port)
    with tempfile.TemporaryDirectory() as folder:
        rasa = StockRasa(Path(folder), rasa_port, actions_port)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            await actions.start()
            try:
                await rasa.start(session)
                yield session, rasa, actions
            finally:
                rasa.kill()
                await actions.stop()


async def measure() -> dict[str, Any]:
    """Make every fault; what happened, by its name."""
    async with running() as (session, rasa, actions):
        return {fault.__name__: await fault(session, rasa, actions) for fault in FAULTS}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    text = json.dumps(asyncio.run(measure()), indent=2)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
