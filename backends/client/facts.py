"""The typed client of the facts: what may be said today about money, services and applying."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from backends.client.transport import TOTAL_SECONDS, BackendUnavailable, Failure, Transport

_OK = 200


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that is valid today. Only a `certain` one may be stated as a rule."""

    id: str
    short: str
    text: str
    certain: bool
    source: str
    url: str | None
    checked_on: date


@dataclass(frozen=True, slots=True)
class FactsFound:
    """The facts of a topic, in the order of the data; empty where there are none."""

    items: tuple[StatedFact, ...] = ()


class FactsClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def about(self, topic: str) -> FactsFound | BackendUnavailable:
        """The facts of a topic (the name of an intent)."""
        answer = await self._transport.get("/v1/facts", [("topic", topic)])
        if isinstance(answer, BackendUnavailable):
            return answer
        if answer.status != _OK:
            return BackendUnavailable(Failure.REFUSED, str(answer.status))
        try:
            return FactsFound(tuple(_fact(item) for item in answer.body["items"]))
        except (KeyError, TypeError, ValueError) as error:
            return BackendUnavailable(Failure.UNREADABLE, repr(error))

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


def _fact(item: dict[str, Any]) -> StatedFact:
    return StatedFact(
        id=item["id"],
        short=item["short"],
        text=item["text"],
        certain=bool(item["certain"]),
        source=item["source"]["name"],
        url=item["source"]["url"],
        checked_on=date.fromisoformat(item["checked_on"]),
    )
