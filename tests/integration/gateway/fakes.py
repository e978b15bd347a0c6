"""Stand-ins for engine, actions and backends, kept to their REST contracts and scripted by the test."""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.support.assistant import free_ports

Json = dict[str, Any]
Reply = Callable[[Json], Awaitable[web.StreamResponse]]

DONE: Json = {"turn": "done"}


def text(words: str, *buttons: tuple[str, str]) -> Json:
    """One text item of the engine's answer."""
    item: Json = {"recipient_id": "x", "text": words}
    if buttons:
        item["buttons"] = [{"title": title, "payload": payload} for title, payload in buttons]
    return item


def custom(**keys: Any) -> Json:
    """One custom item of the engine's answer."""
    return {"recipient_id": "x", "custom": keys}


def echo(body: Json, *effects: Json) -> list[Json]:
    """A whole turn that repeats what was said."""
    return [text(f"Kuulin: {body['message']}"), custom(turn="done", effects=list(effects))]


def answering(items: Any, status: int = 200) -> Reply:
    """Answer with exactly this."""

    async def reply(body: Json) -> web.StreamResponse:
        return web.json_response(items, status=status)

    return reply


async def dying(body: Json) -> web.StreamResponse:
    """Die in mid-turn: the connection closes without an answer."""
    raise ConnectionResetError


class FakeEngine:
    """The engine's REST channel. `script` holds what to do with the next messages; then it echoes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.calls: list[Json] = []
        self.script: deque[Reply] = deque()
        self.effects: list[Json] = []
        self.delay = 0.0
        self.overlaps = 0
        self._inside: Counter[str] = Counter()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/webhooks/rest/webhook", self._turn)
        app.router.add_get("/webhooks/rest/", _well)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @property
    def heard(self) -> list[str]:
        """The messages of all calls, in order."""
        return [call["message"] for call in self.calls]

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        body: Json = await request.json()
        self.calls.append(body)
        conversation = body["sender"].rsplit("-", 1)[0]
        self.overlaps += self._inside[conversation] > 0
        self._inside[conversation] += 1
        try:
            await asyncio.sleep(self.delay)
            if self.script:
                return await self.script.popleft()(body)
            return web.json_response(echo(body, *self.effects))
        except ConnectionResetError:
            assert request.transport
            request.transport.abort()
            return web.Response()
        finally:
            self._inside[conversation] -= 1


class FakeNeighbour:
    """Actions or backends, as far as the gateway knows them: whether they are well."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.status = 200
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        for path in ("/health", "/healthz"):
            app.router.add_get(path, self._health)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "ok"}, status=self.status)


class Parts:
    """All that the gateway talks to."""

    def __init__(self) -> None:
        engine, actions, backends = free_ports(3)
        self.engine = FakeEngine(engine)
        self.actions = FakeNeighbour(actions)
        self.backends = FakeNeighbour(backends)

    @property
    def ports(self) -> dict[str, int]:
        """The gateway's settings that lead here."""
        return {
            "engine_port": self.engine.port,
            "actions_port": self.actions.port,
            "backends_port": self.backends.port,
        }

    async def start(self) -> None:
        for part in (self.engine, self.actions, self.backends):
            await part.start()

    async def stop(self) -> None:
        for part in (self.engine, self.actions, self.backends):
            await part.stop()


async def _well(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})
