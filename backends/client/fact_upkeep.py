"""The typed client for those who keep the facts: all of them in full, and whether an edit could hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backends.client.facts import FactMissing
from backends.client.reading import is_missing, read
from backends.client.transport import TOTAL_SECONDS, BackendUnavailable, Transport


@dataclass(frozen=True, slots=True)
class FactContent:
    """The part of a fact that an edit may change."""

    text: str
    short: str
    unsure: str
    question: str
    valid_from: date
    valid_to: date | None
    source: str
    url: str | None
    checked_on: date
    status: str


@dataclass(frozen=True, slots=True)
class KeptFact:
    """A fact as released and as served now. `reason` says why somebody should look at it, if so.

    `edit` is the number of the edit that is served, None for the release's; a `locked` fact takes no edits.
    `days`: since it ended or was checked, or until it ends or begins.
    """

    id: str
    topics: tuple[str, ...]
    locked: bool
    release: FactContent
    served: FactContent
    edit: int | None
    reason: str | None
    days: int | None


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """All facts, what needs a look first."""

    items: tuple[KeptFact, ...]

    def find(self, fact_id: str) -> KeptFact | None:
        """The fact of an id."""
        return next((one for one in self.items if one.id == fact_id), None)


@dataclass(frozen=True, slots=True)
class EditProblem:
    """What is wrong with which member of an edit: locked, address, deeper, ends_early and so on."""

    field: str
    fault: str


@dataclass(frozen=True, slots=True)
class EditChecked:
    """What speaks against an edit; nothing where it could hold."""

    problems: tuple[EditProblem, ...] = ()


class FactUpkeepClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def all(self) -> KeptFacts | BackendUnavailable:
        """Every fact."""
        answer = await self._transport.get("/v1/facts-upkeep", [])
        return read(answer, lambda body: KeptFacts(tuple(_fact(item) for item in body["items"])))

    async def check(
        self, fact_id: str, content: Mapping[str, Any]
    ) -> EditChecked | FactMissing | BackendUnavailable:
        """Whether an edit could be laid over a fact."""
        answer = await self._transport.post(
            "/v1/facts-upkeep/check", {"fact": fact_id, "content": dict(content)}
        )
        if is_missing(answer):
            return FactMissing(fact_id)
        return read(answer, _checked)

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


def _fact(item: dict[str, Any]) -> KeptFact:
    return KeptFact(
        id=item["id"],
        topics=tuple(item["topics"]),
        locked=bool(item["locked"]),
        release=_content(item["release"]),
        served=_content(item["served"]),
        edit=item["edit"],
        reason=item["reason"],
        days=item["days"],
    )


def _content(given: dict[str, Any]) -> FactContent:
    return FactContent(
        text=given["text"],
        short=given["short"],
        unsure=given["unsure"],
        question=given["question"],
        valid_from=date.fromisoformat(given["valid_from"]),
        valid_to=date.fromisoformat(given["valid_to"]) if given["valid_to"] else None,
        source=given["source"]["name"],
        url=given["source"]["url"],
        checked_on=date.fromisoformat(given["checked_on"]),
        status=given["status"],
    )


def _checked(body: dict[str, Any]) -> EditChecked:
    return EditChecked(tuple(EditProblem(one["field"], one["fault"]) for one in body["problems"]))
