"""What the providers' stand-ins share: a server that notes what it was sent and can be away."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from aiohttp import web

Json = dict[str, Any]
Fault = Callable[[], web.Response]

QUICK: dict[str, Any] = {"channel_hold": 0.15, "channel_share": 1000.0}  # tests need not wait


class Served:
    """The server of a provider. `faults` are answers to come before the good ones.

    Each provider has a `name`, the `settings` of the gateway for it, `call_of` (a webhook call of some sort:
    body and headers), `texts` (all that people have got), `wordless` (sorts of calls that hold no words),
    `silent` (sorts that need no answer), and `buttons` where it can show some.
    """

    def __init__(self) -> None:
        self.sent: list[Json] = []
        self.faults: list[Fault] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def serve(self, routes: Mapping[str, Callable[[web.Request], Awaitable[web.Response]]]) -> None:
        """Listen on a free port."""
        app = web.Application()
        for path, handler in routes.items():
            app.router.add_post(path, handler)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    def fault(self) -> web.Response | None:
        """The next bad answer, if one is to come."""
        return self.faults.pop(0)() if self.faults else None


class Phone:
    """A person's side: sends calls to the gateway, reads what came."""

    def __init__(self, session: aiohttp.ClientSession, gateway: str, provider: Any, address: str) -> None:
        self.session = session
        self.gateway = gateway
        self.provider = provider
        self.address = address

    async def do(self, sort: str, number: int, **more: Any) -> int:
        """Let the provider call about something; return the status."""
        body, headers = self.provider.call_of(sort, number, self.address, **more)
        return await self.deliver(body, headers)

    async def deliver(self, body: bytes, headers: Mapping[str, str]) -> int:
        """One webhook call as it is."""
        url = f"{self.gateway}/webhooks/{self.provider.name}"
        async with self.session.post(url, data=body, headers=dict(headers)) as answer:
            return answer.status

    async def until(self, *wanted: str, seconds: float = 15) -> list[str]:
        """Wait until the texts have come, and return all; each of `wanted` is part of one."""
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            texts: list[str] = self.provider.texts
            if all(any(want in text for text in texts) for want in wanted):
                return texts
            assert asyncio.get_running_loop().time() < deadline, (wanted, texts)
            await asyncio.sleep(0.02)
