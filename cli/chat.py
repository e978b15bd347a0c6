"""`suunta chat`: a conversation in the terminal, through the same chat API as the widget."""

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import typer

from cli.settings import read_settings

Json = dict[str, Any]


@dataclass(slots=True)
class Conversation:
    """One conversation with the gateway: its address, its token, and how far it has been read."""

    session: aiohttp.ClientSession
    url: str
    token: str
    last_seq: int = 0
    buttons: list[Json] = field(default_factory=list)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def send(self, line: str) -> None:
        """Send a line; a number picks the quick answer of that number."""
        body: Json = {"client_message_id": uuid.uuid4().hex}
        if line.isdigit() and 0 < int(line) <= len(self.buttons):
            body["button"] = self.buttons[int(line) - 1]["id"]
        else:
            body["text"] = line
        async with self.session.post(f"{self.url}/messages", json=body, headers=self._headers) as answer:
            if answer.status >= 400:
                problem = await answer.json()
                typer.echo(f"! {problem['error']['message']}")

    async def receive(self) -> None:
        """Print what the bot says until it owes no answer."""
        pending = True
        while pending:
            query = {"after": str(self.last_seq), "wait": "25"}
            async with self.session.get(
                f"{self.url}/messages", params=query, headers=self._headers
            ) as answer:
                answer.raise_for_status()
                body = await answer.json()
            for message in body["messages"]:
                self.show(message)
            pending = body["pending"]

    def show(self, message: Json) -> None:
        """Print one message with its cards and numbered quick answers."""
        self.last_seq = max(self.last_seq, message["seq"])
        if message["from"] == "learner":
            return
        self.buttons = message.get("buttons") or []
        typer.echo(f"\n{message['text']}")
        for card in message.get("cards") or []:
            typer.echo(f"  * {card['title']} - {card['subtitle']}\n    {card['why']}\n    {card['url']}")
        for number, button in enumerate(self.buttons, start=1):
            typer.echo(f"  [{number}] {button['title']}")


def chat(source: str = typer.Option("", help="Outreach code, as in a link.")) -> None:
    """Talk to the running assistant in the terminal. End with Ctrl-D."""
    try:
        asyncio.run(_converse(read_settings().address, source or None))
    except aiohttp.ClientError as error:
        typer.echo(
            f"suunta chat: the assistant does not answer ({error}). Start it with `make run`.", err=True
        )
        raise typer.Exit(1) from error


async def _converse(address: str, source: str | None) -> None:
    async with aiohttp.ClientSession() as session:
        opening = {"channel": "web", "source": source, "language": "fi"}
        async with session.post(f"{address}/api/v1/conversations", json=opening) as answer:
            answer.raise_for_status()
            created = await answer.json()
        url = f"{address}/api/v1/conversations/{created['conversation_id']}"
        conversation = Conversation(session, url, created["token"])
        for message in created["messages"]:
            conversation.show(message)
        while (line := await _read_line()) is not None:
            if line.strip():
                await conversation.send(line.strip())
                await conversation.receive()


async def _read_line() -> str | None:
    try:
        return await asyncio.to_thread(input, "\n> ")
    except EOFError:
        return None
