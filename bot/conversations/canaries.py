"""Canaries: sentences that every model must understand, asked in the way of every turn.

An engine may answer and still have a model that understands nothing: the wrong file, an environment without
the dictionary. Rasa's own HTTP API is off, so the sentences go through its REST channel, under senders of
their own. The engine keeps no state and only the gateway applies effects: a canary leaves nothing behind.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import Field

from bot.conversations.answers import EngineFailure, FailureKind
from bot.conversations.shards import Asked
from bot.metrics import outcome_of
from bot.texts import Strict, read_model

WELL_SECONDS = 60.0  # how long a model that understood is not asked again
SICK_SECONDS = 5.0
LONGEST_SECONDS = 2.0  # an engine that is busy is not sick


class _Sentences(Strict):
    sentences: tuple[str, ...] = Field(min_length=1, max_length=10)


def read_canaries(data: Path) -> tuple[str, ...]:
    """Read data/canaries.yml. Raises TextsError."""
    return read_model(data / "canaries.yml", _Sentences).sentences


class Canaries:
    """Asks each engine now and then whether its model still understands."""

    def __init__(self, engines: Mapping[str, Asked], sentences: Sequence[str]) -> None:
        self._engines = dict(engines)
        self._sentences = tuple(sentences)
        self._known: dict[str, str | None] = {}
        self._until: dict[str, float] = {}

    async def faults(self) -> dict[str, str]:
        """What is wrong with the models, by engine; an engine that does not answer is another's concern."""
        found = await asyncio.gather(*(self._fault(name) for name in self._engines))
        return {name: fault for name, fault in zip(self._engines, found, strict=True) if fault}

    @property
    def engines(self) -> int:
        """How many engines there are."""
        return len(self._engines)

    async def _fault(self, name: str) -> str | None:
        now = asyncio.get_running_loop().time()
        if self._until.get(name, 0.0) < now:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_SECONDS):
                    self._known[name] = await self._asked(name)
                self._until[name] = now + (SICK_SECONDS if self._known[name] else WELL_SECONDS)
        return self._known.get(name)

    async def _asked(self, name: str) -> str | None:
        for number, sentence in enumerate(self._sentences):
            answer = await self._engines[name].ask(f"canary{number}-0", sentence, {"profile": {}})
            if isinstance(answer, EngineFailure):
                return answer.reason if answer.kind is FailureKind.ANSWERED else None
            if outcome_of(answer.effects) == "not_understood":
                return f"does not understand '{sentence}'"
        return None
