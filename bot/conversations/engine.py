"""The client of the engine's REST channel, and the readiness of the other processes."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.conversations.answers import Answer, EngineFailure, FailureKind, read_answer
from bot.metrics import STAGE_SECONDS
from telemetry.tracing import HEADER, SpanKind, span, traceparent

READINESS_SECONDS = 2.0


class EngineClient:
    """Asks the engine; every failure is a value, so that the caller can keep the message and try again.

    At most `parallel` turns are with the engine at a time: its time-out then measures the engine and not
    the queue before it, also when a thousand conversations are taken up after a restart.
    """

    def __init__(self, session: aiohttp.ClientSession, url: str, timeout: float, parallel: int) -> None:
        self._session = session
        self._url = f"{url}/webhooks/rest/webhook"
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._turns = asyncio.Semaphore(parallel)

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        """Send one message and read the whole answer."""
        body = {"sender": sender, "message": message, "metadata": dict(metadata)}
        async with self._turns:
            with span("engine", kind=SpanKind.CLIENT), STAGE_SECONDS.labels("engine").time():
                if parent := traceparent():  # the actions continue the trace
                    body["metadata"] = {**metadata, HEADER: parent}
                return await self._asked(body)

    async def _asked(self, body: dict[str, Any]) -> Answer | EngineFailure:
        try:
            async with self._session.post(self._url, json=body, timeout=self._timeout) as response:
                if response.status != 200:
                    return EngineFailure(FailureKind.ANSWERED, f"status {response.status}")
                return read_answer(json.loads(await response.read()))
        except TimeoutError:
            return EngineFailure(FailureKind.ANSWERED, "time-out")
        except aiohttp.ClientConnectorError as error:
            return EngineFailure(FailureKind.UNREACHABLE, type(error).__name__)
        except (aiohttp.ClientError, OSError) as error:
            return EngineFailure(FailureKind.BROKEN, type(error).__name__)
        except (ValueError, RecursionError):
            return EngineFailure(FailureKind.ANSWERED, "the answer is no JSON")


@dataclass(frozen=True, slots=True)
class Health:
    """Who does not answer at all, and of whom only some of several do: what is wrong, by process."""

    sick: dict[str, str]
    impaired: dict[str, str]


class Readiness:
    """Asks the other processes whether they are well."""

    def __init__(self, session: aiohttp.ClientSession, urls: Mapping[str, Sequence[str]]) -> None:
        self._session = session
        self._urls = urls

    async def sick(self) -> dict[str, str]:
        """Return what is wrong, by process; empty when all are well. Of several of one kind one is enough."""
        return (await self.look()).sick

    async def look(self) -> Health:
        """Ask all of them at once."""
        kinds = self._urls.items()
        faults = await asyncio.gather(*(self._all_faults(urls) for _, urls in kinds))
        health = Health({}, {})
        for (name, urls), found in zip(kinds, faults, strict=True):
            if len(found) == len(urls):
                health.sick[name] = found[0]
            elif found:
                health.impaired[name] = f"{len(found)} of {len(urls)}: {found[0]}"
        return health

    async def _all_faults(self, urls: Sequence[str]) -> list[str]:
        return [fault for fault in await asyncio.gather(*(self._fault(url) for url in urls)) if fault]

    async def _fault(self, url: str) -> str | None:
        timeout = aiohttp.ClientTimeout(total=READINESS_SECONDS)
        try:
            async with self._session.get(url, timeout=timeout) as response:
                return None if response.status == 200 else f"answers {response.status}"
        except TimeoutError:
            return "does not answer in time"
        except (aiohttp.ClientError, OSError) as error:
            return f"does not answer ({type(error).__name__})"
