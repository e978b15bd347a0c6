"""Several engines: a conversation stays on its own while that answers, and moves when it dies.

Any engine can answer any conversation, because a message brings the whole profile with it (docs/adr/0003), so
nothing has to be carried over. Staying has another worth: what an engine remembers of the last turns stays
warm, and one that is slow or in trouble troubles its own conversations alone. Which engine is whose follows
from a hash (highest random weight), so that all gateways agree without talking, and only the conversations of
a dead engine move.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import structlog

from bot.conversations.answers import Answer, EngineFailure, FailureKind

AWAY_SECONDS = 5.0  # an engine that has failed is left alone for so long, if there is another

log = structlog.get_logger()


class Asked(Protocol):
    """What can be asked for a turn: one engine, or all of them."""

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        """Send one message and read the whole answer."""


class Shards:
    """The engines by name. The first that is not away, in the conversation's own order, is asked."""

    def __init__(self, engines: Mapping[str, Asked], away_seconds: float = AWAY_SECONDS) -> None:
        self._engines = dict(engines)
        self._away_seconds = away_seconds
        self._away_until: dict[str, float] = {}

    async def ask(self, sender: str, message: str, metadata: Mapping[str, Any]) -> Answer | EngineFailure:
        """Ask the conversation's engine; where nobody listens, the next one at once.

        An engine that dies in mid-turn or fails otherwise is left alone for a while, and its failure given
        back: the turn is repeated after its pause, elsewhere. So a message that kills engines kills one at a
        time, and is given up like with one engine.
        """
        answer: Answer | EngineFailure = EngineFailure(FailureKind.UNREACHABLE, "no engine")
        for name in self.order(sender):
            answer = await self._engines[name].ask(sender, message, metadata)
            if isinstance(answer, Answer):
                self._away_until.pop(name, None)
                return answer
            self._leave_alone(name, answer)
            if answer.kind is not FailureKind.UNREACHABLE:
                return answer
        return answer

    def order(self, sender: str) -> Sequence[str]:
        """The engines as this conversation tries them: its own first, those that are away last."""
        conversation = sender.rpartition("-")[0]  # a new session of the engine is the same conversation
        own = sorted(self._engines, key=lambda name: _weight(conversation, name), reverse=True)
        return sorted(own, key=self._is_away)

    def _is_away(self, name: str) -> bool:
        return self._away_until.get(name, 0.0) > asyncio.get_running_loop().time()

    def _leave_alone(self, name: str, failure: EngineFailure) -> None:
        if len(self._engines) > 1 and not self._is_away(name):
            log.warning("engine.away", engine=name, kind=str(failure.kind), reason=failure.reason)
        self._away_until[name] = asyncio.get_running_loop().time() + self._away_seconds


def _weight(conversation: str, engine: str) -> bytes:
    return hashlib.sha256(f"{conversation} {engine}".encode()).digest()
