"""A counsellor's side of conversations, for tests."""

import uuid
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]

TOKENS = {"maija": "m" * 24, "pekka": "p" * 24}
PAIRS = " ".join(f"{name}={token}" for name, token in TOKENS.items())


@dataclass(frozen=True, slots=True)
class Counsellor:
    """One counsellor with a token of their own."""

    session: aiohttp.ClientSession
    url: str
    name: str = "maija"

    @property
    def headers(self) -> dict[str, str]:
        """What authorises the counsellor."""
        return {"Authorization": f"Bearer {TOKENS[self.name]}"}

    async def call(self, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        """Call the API below its base; the status and the answer."""
        address = f"{self.url}/api/v1/counsellor/{path}"
        async with self.session.request(method, address, headers=self.headers, json=body) as answer:
            return answer.status, await answer.json()

    async def move(self, conversation_id: str, move: str, **more: str) -> tuple[int, Json]:
        """Claim, release, hand-back, close or transfer."""
        return await self.call("POST", f"conversations/{conversation_id}/{move}", {"why": "testi", **more})

    async def reply(self, conversation_id: str, text: str, name: str | None = None) -> tuple[int, Json]:
        """Answer the learner."""
        body = {"client_message_id": name or uuid.uuid4().hex, "text": text}
        return await self.call("POST", f"conversations/{conversation_id}/messages", body)

    async def note(self, conversation_id: str, text: str, name: str | None = None) -> tuple[int, Json]:
        """Write a note."""
        body = {"client_message_id": name or uuid.uuid4().hex, "text": text}
        return await self.call("POST", f"conversations/{conversation_id}/notes", body)

    async def queue(self, wait: int = 0) -> Json:
        """Who waits, and the own conversations."""
        status, body = await self.call("GET", f"queue?wait={wait}")
        assert status == 200, body
        return body
