"""A learner's side of the chat API, for tests and measurements."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp

Json = dict[str, Any]

# An entry of the plan as an action keeps it.
STEP: Json = {"kind": "step", "key": "step:a", "title": "Kurssi"}


@dataclass(slots=True)
class Learner:
    """One learner in one conversation. `messages` holds all that was received, in order."""

    session: aiohttp.ClientSession
    url: str
    conversation_id: str
    token: str
    messages: list[Json] = field(default_factory=list)
    owner: str = "bot"

    @classmethod
    async def arrive(cls, session: aiohttp.ClientSession, url: str, source: str | None = None) -> Self:
        """Begin a conversation."""
        opening = {"channel": "web", "source": source, "language": "fi"}
        async with session.post(f"{url}/api/v1/conversations", json=opening) as answer:
            assert answer.status == 201, await answer.text()
            created = await answer.json()
        return cls(session, url, created["conversation_id"], created["token"], list(created["messages"]))

    @property
    def base(self) -> str:
        """Address of the conversation."""
        return f"{self.url}/api/v1/conversations/{self.conversation_id}"

    @property
    def headers(self) -> dict[str, str]:
        """What authorises the learner."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def last_seq(self) -> int:
        """The sequence number of the last message received."""
        return max((message["seq"] for message in self.messages), default=0)

    @property
    def last(self) -> Json:
        """The last message from the other side."""
        return next(message for message in reversed(self.messages) if message["from"] != "learner")

    @property
    def asking(self) -> str | None:
        """The question that the last message asks."""
        return self.last.get("asking")

    async def post(self, body: Json) -> int:
        """Send a message body as it is; return its sequence number."""
        body = {"client_message_id": uuid.uuid4().hex, **body}
        async with self.session.post(f"{self.base}/messages", json=body, headers=self.headers) as answer:
            assert answer.status in {200, 202}, await answer.text()
            return int((await answer.json())["seq"])

    async def say(self, text: str) -> list[Json]:
        """Write a message and return what the other side answers."""
        await self.post({"text": text})
        return await self.hear()

    async def press(self, title: str) -> list[Json]:
        """Press the button of this title, the newest if there are several."""
        for message in reversed(self.messages):
            for button in message.get("buttons") or []:
                if button["title"] == title:
                    await self.post({"button": button["id"]})
                    return await self.hear()
        raise AssertionError(f"no button '{title}'; the last message has {self.last.get('buttons')}")

    async def hear(self) -> list[Json]:
        """Read until no answer is owed; return the other side's new messages."""
        heard: list[Json] = []
        pending = True
        while pending:
            body = await self.poll(wait=20)
            heard += [message for message in body["messages"] if message["from"] != "learner"]
            pending = body["pending"]
        return heard

    async def poll(self, wait: int = 0) -> Json:
        """Read once and take note of the messages."""
        query = {"after": str(self.last_seq), "wait": str(wait)}
        async with self.session.get(f"{self.base}/messages", params=query, headers=self.headers) as answer:
            assert answer.status == 200, await answer.text()
            body: Json = await answer.json()
        self.messages += body["messages"]
        self.owner = body["owner"]
        return body


@asynccontextmanager
async def learner_at(url: str, source: str | None = None) -> AsyncIterator[Learner]:
    """A learner with a connection of their own."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        yield await Learner.arrive(session, url, source)
