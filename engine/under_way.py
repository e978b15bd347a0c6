"""Turns that are under way: a repeated question joins the first one's turn instead of starting a second.

The gateway stops waiting before the engine does, and asks again. Without this the engine would then be in
two turns of one conversation at once. A question is the same when all of it is, the message's id included.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

Items = list[dict[str, Any]]

# Below the 60 s after which Rasa's own lock of a conversation is void, whoever is still inside.
LONGEST_TURN = 45.0
KEPT_SECONDS = 120.0
KEPT_ANSWERS = 1_000
TRACE = "traceparent"  # differs from one try to the next


class TurnsUnderWay:
    """Runs each question once, and the questions of one conversation one after the other.

    A whole answer is kept for a while, for the gateway that did not hear it; a failed one is not, so that
    asking again means trying again.
    """

    def __init__(
        self,
        longest: float = LONGEST_TURN,
        kept_seconds: float = KEPT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._longest = longest
        self._kept_seconds = kept_seconds
        self._clock = clock
        self._running: dict[str, asyncio.Task[Items]] = {}
        self._last: dict[str, asyncio.Task[Items]] = {}
        self._answers: OrderedDict[str, tuple[float, Items]] = OrderedDict()

    async def answer(self, question: dict[str, Any], run: Callable[[], Awaitable[Items]]) -> Items:
        """Return the answer to a question, by `run` unless the same question is or was answered.

        Who stops waiting does not stop the turn. A turn longer than `longest` seconds is ended; it and one
        that fails give an empty list, which the gateway takes for the failure that it is.
        """
        name = name_of(question)
        if (kept := self._kept(name)) is not None:
            return kept
        task = self._running.get(name)
        if task is None:
            task = self._start(name, conversation_of(question), run)
        return await asyncio.shield(task)

    def _start(
        self, name: str, conversation: str, run: Callable[[], Awaitable[Items]]
    ) -> asyncio.Task[Items]:
        before = self._last.get(conversation)
        task = asyncio.ensure_future(self._run(name, before, run))
        self._running[name] = self._last[conversation] = task

        def over(done: asyncio.Task[Items]) -> None:
            self._running.pop(name, None)
            if self._last.get(conversation) is done:
                del self._last[conversation]

        task.add_done_callback(over)
        return task

    async def _run(
        self, name: str, before: asyncio.Task[Items] | None, run: Callable[[], Awaitable[Items]]
    ) -> Items:
        if before is not None:
            await asyncio.wait([before])
        try:
            items = await asyncio.wait_for(run(), self._longest)
        except asyncio.TimeoutError:
            return []
        if is_whole(items):
            self._keep(name, items)
        return items

    def _kept(self, name: str) -> Items | None:
        self._forget_old()
        kept = self._answers.get(name)
        return kept[1] if kept else None

    def _keep(self, name: str, items: Items) -> None:
        self._answers[name] = (self._clock(), items)
        self._forget_old()

    def _forget_old(self) -> None:
        oldest = self._clock() - self._kept_seconds
        while self._answers:
            name, (at, _) = next(iter(self._answers.items()))
            if at >= oldest and len(self._answers) <= KEPT_ANSWERS:
                return
            del self._answers[name]


def name_of(question: dict[str, Any]) -> str:
    """The same name for the same question: sender, message and metadata but for the trace."""
    metadata = question.get("metadata")
    if isinstance(metadata, dict):
        question = {**question, "metadata": {key: metadata[key] for key in metadata if key != TRACE}}
    written = json.dumps(question, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def conversation_of(question: dict[str, Any]) -> str:
    """The sender without the number that the gateway gives each of its sessions."""
    sender = str(question.get("sender"))
    conversation, dash, roll = sender.rpartition("-")
    return conversation if dash and roll.isdigit() else sender


def is_whole(items: Items) -> bool:
    """Whether an answer has the actions' mark that the turn went to its end."""
    return any((item.get("custom") or {}).get("turn") == "done" for item in items)
