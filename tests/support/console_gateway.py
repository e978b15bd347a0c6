"""The gateway with scripted neighbours in a thread of its own, for the console's browser tests."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.app import make_app
from bot.settings import GatewaySettings
from tests.integration.gateway.fakes import Parts, echo
from tests.support.console import organisations_file
from tests.support.facts_backend import FactsBackend, facts_in

Json = dict[str, Any]

ASKS = {"type": "owner.request", "reason": "asked", "summary": "Etsii kurssia Oulusta"}


class _Always:
    """A script that has an answer to every message: who speaks of a human asks for one."""

    def popleft(self) -> Any:
        """How to answer the next message."""
        return _answer

    def __bool__(self) -> bool:
        return True


async def _answer(body: Json) -> web.StreamResponse:
    effects: list[Json] = []
    if "ihmi" in body["message"].lower():
        effects.append(ASKS)
    if "Oulu" in body["message"]:
        said = {"value": "Oulu", "said": body["message"], "canonical": "Oulu", "entity": "place"}
        effects.append({"type": "profile.set", "key": "fact.place", "value": said})
    return web.json_response(echo(body, *effects))


@dataclass(frozen=True, slots=True)
class RunningGateway:
    """Its address, and a way to tear all its connections."""

    url: str
    tear: Callable[[], None]


@contextmanager
def running_gateway(var: Path) -> Iterator[RunningGateway]:
    """A gateway with its database in a folder."""
    started, stop = threading.Event(), asyncio.Event()
    state: dict[str, Any] = {}

    async def serve() -> None:
        parts = Parts()
        parts.backends = FactsBackend(parts.backends.port, facts_in(var))  # type: ignore[assignment]
        parts.engine.script = _Always()  # type: ignore[assignment]
        await parts.start()
        given: Json = {"var": var, "organisations": organisations_file(var), **parts.ports}
        settings = GatewaySettings(**given)
        runner = web.AppRunner(await make_app(settings), shutdown_timeout=0.5, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        state["url"] = "http://{}:{}".format(*runner.addresses[0][:2])
        state["runner"] = runner
        state["loop"] = asyncio.get_running_loop()
        started.set()
        await stop.wait()
        await runner.cleanup()
        await parts.stop()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    if not started.wait(30):
        raise TimeoutError("the gateway does not start")

    def abort() -> None:
        for connection in state["runner"].server.connections:
            if connection.transport is not None:
                connection.transport.abort()

    try:
        yield RunningGateway(state["url"], lambda: state["loop"].call_soon_threadsafe(abort))
    finally:
        state["loop"].call_soon_threadsafe(stop.set)
        thread.join(15)
