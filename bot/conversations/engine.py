"""The client of the engine's REST channel, and the readiness of the other processes."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.conversations.answers import Answer, EngineFailure, read_answer

READINESS_SECONDS = 2.0
# Characters before a slash that Rasa or a reader would not see: spaces, controls, zero-width and bidi signs.
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
SHIELD = "'"


def neutralised(text: str) -> str:
    """Return what the engine gets for a typed text: never something that Rasa reads as a command.

    Rasa takes `/intent{...}` and `/restart` at their word, and strips white space before it looks.
    """
    visible = text.strip().lstrip(INVISIBLE).strip()
    return SHIELD + visible if visible.startswith(("/", "\uff0f", "\u2215", "\u2044")) else visible


class EngineClient:
    """Asks the engine; every failure is a value, so that the caller can keep the message and try again."""

    def __init__(self, session: aiohttp.ClientSession, url: str, timeout: float) -> None:
        self._session = session
        self._url = f"{url}/webhooks/rest/webhook"
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        """Send one message and read the whole answer."""
        body = {"sender": sender, "message": message, "metadata": dict(metadata)}
        try:
            async with self._session.post(self._url, json=body, timeout=self._timeout) as response:
                if response.status != 200:
                    return EngineFailure(f"status {response.status}", reachable=True)
                return read_answer(json.loads(await response.text()))
        except TimeoutError:
            return EngineFailure("time-out", reachable=False)
        except aiohttp.ClientError as error:
            return EngineFailure(type(error).__name__, reachable=False)
        except ValueError:
            return EngineFailure("the answer is no JSON", reachable=True)


class Readiness:
    """Asks the other processes whether they are well."""

    def __init__(self, session: aiohttp.ClientSession, urls: Mapping[str, str]) -> None:
        self._session = session
        self._urls = urls

    async def sick(self) -> dict[str, str]:
        """Return what is wrong, by process; empty when all are well."""
        names = list(self._urls)
        faults = await asyncio.gather(*(self._fault(self._urls[name]) for name in names))
        return {name: fault for name, fault in zip(names, faults, strict=True) if fault}

    async def _fault(self, url: str) -> str | None:
        timeout = aiohttp.ClientTimeout(total=READINESS_SECONDS)
        try:
            async with self._session.get(url, timeout=timeout) as response:
                return None if response.status == 200 else f"answers {response.status}"
        except TimeoutError:
            return "does not answer in time"
        except aiohttp.ClientError as error:
            return f"does not answer ({type(error).__name__})"
