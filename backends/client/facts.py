"""The typed client of the facts: what may be said today about money, services and applying."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from backends.client.transport import TOTAL_SECONDS, BackendUnavailable, Failure, Transport

_OK = 200
_MISSING = 404
LONGEST_QUESTION = 500


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact as it may be said today. The text of one that is not `certain` says who can confirm it.

    `question` is what one can ask the source or a counsellor.
    """

    id: str
    short: str
    text: str
    question: str
    certain: bool
    source: str
    url: str | None
    checked_on: date


@dataclass(frozen=True, slots=True)
class FactsFound:
    """The facts that answer a question, the most fitting first; empty where there are none."""

    items: tuple[StatedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class FactMissing:
    """There is no fact with that id."""

    id: str


class FactsClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def about(self, topic: str, question: str = "") -> FactsFound | BackendUnavailable:
        """The facts of a topic (the name of an intent), chosen by the words of a question."""
        asked = [("topic", topic), ("q", question[:LONGEST_QUESTION])]
        answer = await self._transport.get("/v1/facts", asked)
        if isinstance(answer, BackendUnavailable):
            return answer
        if answer.status != _OK:
            return BackendUnavailable(Failure.REFUSED, str(answer.status))
        try:
            return FactsFound(tuple(_fact(item) for item in answer.body["items"]))
        except (KeyError, TypeError, ValueError) as error:
            return BackendUnavailable(Failure.UNREADABLE, repr(error))

    async def fact(self, fact_id: str) -> StatedFact | FactMissing | BackendUnavailable:
        """One fact."""
        answer = await self._transport.get(f"/v1/facts/{quote(fact_id, safe='')}")
        if isinstance(answer, BackendUnavailable):
            return answer
        if answer.status == _MISSING:
            return FactMissing(fact_id)
        try:
            return _fact(answer.body)
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
        question=item["question"],
        certain=bool(item["certain"]),
        source=item["source"]["name"],
        url=item["source"]["url"],
        checked_on=date.fromisoformat(item["checked_on"]),
    )
