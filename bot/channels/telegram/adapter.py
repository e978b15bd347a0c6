"""The Telegram channel: who calls, what is shown, what the Bot API answers."""

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import structlog

from bot.channels.messaging.adapter import (
    Delivered,
    Later,
    Order,
    Outcome,
    Refused,
    Request,
    Unreachable,
)
from bot.channels.messaging.events import Pressed, Told
from bot.channels.messaging.pacing import Pace, Paces
from bot.channels.messaging.rendering import Part, parts_with_choices
from bot.channels.messaging.texts import ChannelTexts
from bot.channels.telegram.reading import read_update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LONGEST_TEXT = 4096
MOST_BUTTONS, LONGEST_TITLE = 12, 60
SECONDS = 10.0

log = structlog.get_logger()


class TelegramAdapter:
    """One bot of Telegram's. `url` is the Bot API's base address."""

    name = "telegram"
    longest_body = 256 * 1024
    answer_hours: float | None = None
    order = Order.COUNTED
    # https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about thirty a second,
    # one a second in a chat, where short bursts may pass.
    paces = Paces(channel=Pace(30, burst=30), person=Pace(1, burst=3))

    def __init__(
        self, session: aiohttp.ClientSession, url: str, token: str, secret: str, texts: ChannelTexts
    ) -> None:
        self._session = session
        self._base = f"{url.rstrip('/')}/bot{token}"
        self._secret = secret
        self._texts = texts

    def knows_by_headers(self, headers: Mapping[str, str]) -> bool:
        """The secret that we gave setWebhook stands in a header."""
        return hmac.compare_digest(
            headers.get(SECRET_HEADER, "").encode("utf-8", "replace"), self._secret.encode()
        )

    def is_genuine(self, request: Request) -> bool:
        """The header says it all; Telegram signs no bodies."""
        return self.knows_by_headers(request.headers)

    def greets(self, request: Request) -> str | None:
        """Telegram does not check addresses."""
        return None

    def read(self, request: Request) -> Sequence[Told]:
        """The one update of a call. Raises UnreadableError."""
        return [read_update(request.body)]

    def parts(self, message: Mapping[str, object]) -> list[Part]:
        """Text with an inline keyboard."""
        return parts_with_choices(message, self._texts, LONGEST_TEXT, MOST_BUTTONS, LONGEST_TITLE)

    async def send(self, address: str, part: Part) -> Outcome:
        """sendMessage."""
        body: dict[str, Any] = {
            "chat_id": int(address),
            "text": part.text,
            "link_preview_options": {"is_disabled": True},
        }
        if part.choices:
            rows = [[{"text": one.title, "callback_data": one.id}] for one in part.choices]
            body["reply_markup"] = {"inline_keyboard": rows}
        status, answer = await self._call("sendMessage", body)
        return _outcome(status, answer)

    async def call_back(self, address: str) -> Outcome:
        """Telegram is never shut."""
        return Delivered()

    async def confirm(self, pressed: Pressed) -> None:
        """answerCallbackQuery: the button stops waiting. It is no harm when this fails."""
        await self._try("answerCallbackQuery", {"callback_query_id": pressed.ask})

    async def leave_group(self, address: str, text: str | None) -> None:
        """leaveChat: in a group we would hear people who never asked us anything."""
        if text is not None:
            await self._try("sendMessage", {"chat_id": int(address), "text": text})
        await self._try("leaveChat", {"chat_id": int(address)})

    async def set_webhook(self, public_url: str) -> str | None:
        """Tell Telegram where to call, one call after the other to keep the order; None when it agreed."""
        body = {
            "url": f"{public_url}/webhooks/{self.name}",
            "secret_token": self._secret,
            "max_connections": 1,
            "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        }
        status, answer = await self._call("setWebhook", body)
        return None if answer.get("ok") else f"{status}: {answer.get('description', 'no reason given')}"

    async def _try(self, method: str, body: Mapping[str, Any]) -> None:
        """A call that is no harm when it fails."""
        try:
            await self._call(method, body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("telegram.call_failed", method=method, error=type(error).__name__)

    async def _call(self, method: str, body: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        async with asyncio.timeout(SECONDS):
            async with self._session.post(f"{self._base}/{method}", json=body) as response:
                try:
                    answer = await response.json(content_type=None)
                except ValueError:
                    answer = None
                return response.status, answer if isinstance(answer, dict) else {}


def _outcome(status: int, answer: Mapping[str, Any]) -> Outcome:
    """What the Bot API's answer means; 429 says in `parameters.retry_after` how long to wait."""
    if answer.get("ok"):
        return Delivered(_id_of(answer.get("result")))
    reason = str(answer.get("description", status))[:80]
    wait = (answer.get("parameters") or {}).get("retry_after")
    if status == 429:
        return Later("rate", float(wait) if isinstance(wait, int | float) else None)
    if status == 403:
        return Unreachable(reason)
    if status in (401, 404) or status >= 500:
        return Later(reason)
    return Refused(reason)


def _id_of(result: object) -> str | None:
    """A message's id, which is unique in its chat alone."""
    if not isinstance(result, dict) or not isinstance(result.get("chat"), dict):
        return None
    return f"{result['chat'].get('id')} {result.get('message_id')}"
