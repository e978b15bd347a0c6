"""A client that writes down what was acknowledged to it, and at the end holds the service to its word."""

import asyncio
import itertools
import json
import time
from collections import defaultdict
from pathlib import Path

import aiohttp
from sqlalchemy import func, select

from bot.archive.stores import store_at
from bot.conversations.schema import Conversation, Message
from tests.support.chat import Learner

PATIENCE_SECONDS = 90.0


class Ledger:
    """Every acknowledged message, in memory and line by line in a file. `refusals` counts honest refusals."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._number = itertools.count(1)
        self.acknowledged: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self.refusals = 0
        self.lost_connections = 0
        self.longest_wait = 0.0

    async def say(self, learner: Learner, text: str) -> int:
        """Send a message under one id until it is acknowledged; return its sequence number.

        A refusal must say when to come again. Raises TimeoutError after 90 s.
        """
        name = f"m{next(self._number)}"
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            seq = await self._try(learner, name, text)
            if seq is not None:
                self.longest_wait = max(self.longest_wait, time.monotonic() - began)
                return seq
            await asyncio.sleep(0.2)
        raise TimeoutError(f"{name} was not acknowledged")

    async def attempt(self, learner: Learner, text: str) -> int | None:
        """Send a message once; None when it was refused, and so must be nowhere."""
        return await self._try(learner, f"m{next(self._number)}", text)

    async def _try(self, learner: Learner, name: str, text: str) -> int | None:
        body = {"client_message_id": name, "text": text}
        try:
            async with learner.session.post(
                f"{learner.base}/messages", json=body, headers=learner.headers
            ) as answer:
                if answer.status in {200, 202}:
                    seq = int((await answer.json())["seq"])
                    self._note(learner.conversation_id, name, seq)
                    return seq
                assert answer.status == 503, (answer.status, await answer.text())
                assert int(answer.headers["Retry-After"]) > 0
                self.refusals += 1
        except (aiohttp.ClientError, TimeoutError):
            self.lost_connections += 1
        return None

    def _note(self, conversation_id: str, name: str, seq: int) -> None:
        self.acknowledged[conversation_id][name] = seq
        self._file.write(json.dumps([conversation_id, name, seq]) + "\n")
        self._file.flush()

    async def reconcile(self, learners: list[Learner], database_url: str) -> int:
        """Hold every line against what learners see and against the database; return the messages checked.

        Nothing acknowledged is missing, nothing is there twice, the order has no gap, every message has its
        one stored answer.
        """
        checked = 0
        for learner in learners:
            learner.messages.clear()
            await _until_answered(learner)
            seqs = [message["seq"] for message in learner.messages]
            assert seqs == list(range(1, len(seqs) + 1)), seqs
            own = [message["seq"] for message in learner.messages if message["from"] == "learner"]
            assert sorted(self.acknowledged[learner.conversation_id].values()) == own
            checked += len(own)
        self._check_database(database_url)
        return checked

    def _check_database(self, url: str) -> None:
        engine = store_at(url).engine()
        with engine.connect() as connection:
            for conversation_id, messages in self.acknowledged.items():
                turns = connection.scalar(
                    select(Conversation.turns).where(Conversation.id == conversation_id)
                )
                done = connection.scalar(
                    select(func.count()).where(
                        Message.conversation_id == conversation_id, Message.turn == "done"
                    )
                )
                assert turns == done == len(messages), (turns, done, len(messages))
        engine.dispose()


async def _until_answered(learner: Learner) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if not (await learner.poll(wait=2))["pending"]:
                return
        except (aiohttp.ClientError, TimeoutError, AssertionError):
            await asyncio.sleep(0.2)
    raise TimeoutError("an answer is still owed")
