"""Carrying a conversation from the widget to a messaging channel, and back to a browser, by one-time codes.

- `POST /api/v1/conversations/{id}/channel-codes` (with the conversation's token) gives a code, and for each
  channel that is on how it is used there; also a link for another browser, with its QR code as a path.
- `POST /api/v1/channel-codes/use` {code} gives the conversation's id and a new token; the old token ends.
- A code as `source` of `POST /api/v1/conversations` does the same: so the widget opens the address that a
  person got in a channel (`/chat#CODE`). One that does not work counts as no source.
"""

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.channels.messaging import codes
from bot.channels.settings import ChannelSettings
from bot.channels.web.access import opened_conversation
from bot.channels.web.incoming import read_json
from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.locks import NEW_TOKEN
from bot.conversations.refusals import GoneError
from bot.conversations.views import moment
from bot.conversations.wake import Bell
from bot.errors import ApiError
from bot.keys import DESK, LIMITS, SETTINGS
from bot.limits import RateLimitedError, address_of
from bot.outreach import qr

Json = dict[str, Any]


class Moving:
    """The codes of this gateway. `channels` are the names of those that are on."""

    def __init__(
        self,
        database: Database,
        bell: Bell,
        settings: ChannelSettings,
        channels: frozenset[str],
        public_url: str,
    ) -> None:
        self._database = database
        self._bell = bell
        self._settings = settings
        self._channels = channels
        self._public_url = public_url

    async def code_for(self, conversation_id: str) -> Json:
        """A new code, and the ways to use it. Raises GoneError."""
        now = datetime.now(UTC)
        async with self._database.writing() as session:
            if await journal.lock(session, conversation_id) is None:
                raise GoneError
            code = await codes.make(session, conversation_id, now)
        link = f"{self._public_url}/chat#{codes.shown(code)}"
        size, path = qr.path(link)
        return {
            "code": codes.shown(code),
            "expires_at": moment(now + codes.LIVES),
            "ways": self._ways(code),
            "browser": {"url": link, "size": size, "path": path},
        }

    def _ways(self, code: str) -> list[Json]:
        ways: list[Json] = []
        if "telegram" in self._channels and (name := self._settings.telegram_name):
            ways.append({"channel": "telegram", "url": f"https://t.me/{name}?start={code}"})
        sender = self._settings.twilio_from or ""
        if "sms" in self._channels and sender.startswith("+"):
            ways.append({"channel": "sms", "number": sender, "text": codes.shown(code)})
        for name, link in self._meta_links(code).items():
            if name in self._channels:
                ways.append({"channel": name, "text": codes.shown(code), **({"url": link} if link else {})})
        return ways

    def _meta_links(self, code: str) -> dict[str, str | None]:
        """Links of Meta's that carry a code; none where the number's or the page's name is not set."""
        number, page = self._settings.whatsapp_number, self._settings.messenger_page
        return {
            "whatsapp": f"https://wa.me/{number.lstrip('+')}?text={codes.shown(code)}" if number else None,
            "messenger": f"https://m.me/{page}?ref={codes.shown(code)}" if page else None,
        }

    async def open(self, code: str) -> tuple[str, str] | None:
        """The conversation of a code with a new token, in place of its old one; None for a wrong code."""
        async with self._database.writing() as session:
            found = await codes.use(session, code, datetime.now(UTC))
            conversation = await journal.lock(session, found) if found else None
            if conversation is None:
                return None
            token = journal.renew_token(conversation)
        self._bell.ring(NEW_TOKEN + conversation.id)
        return conversation.id, token


MOVING = web.AppKey("moving", Moving)


async def carried(request: web.Request, source: str | None) -> Json | None:
    """What a new conversation's answer holds where `source` is a code that works, else None."""
    moving = request.app[MOVING]
    if source is None or not codes.is_code(source):
        return None
    try:
        request.app[LIMITS].count_code(address_of(request, request.app[SETTINGS].trusted_proxies))
    except RateLimitedError:
        return None
    opened = await moving.open(codes.plain(source))
    if opened is None:
        return None
    conversation_id, token = opened
    messages = (await request.app[DESK].state(conversation_id, 0)).messages
    return {"conversation_id": conversation_id, "token": token, "messages": messages}


def add_moving(app: web.Application, moving: Moving) -> None:
    """Add the two addresses."""
    app[MOVING] = moving

    async def make(request: web.Request) -> web.Response:
        """A code for this conversation."""
        return web.json_response(await moving.code_for(await opened_conversation(request)), status=201)

    async def use(request: web.Request) -> web.Response:
        """Open a conversation in this browser by a code."""
        request.app[LIMITS].count_code(address_of(request, request.app[SETTINGS].trusted_proxies))
        code = (await read_json(request)).get("code")
        if not isinstance(code, str) or not codes.is_code(code):
            raise ApiError(422, "unknown_code")
        opened = await moving.open(code)
        if opened is None:
            raise ApiError(404, "unknown_code")
        return web.json_response({"conversation_id": opened[0], "token": opened[1]}, status=201)

    app.router.add_post("/api/v1/conversations/{id}/channel-codes", make, name="channel_code")
    app.router.add_post("/api/v1/channel-codes/use", use, name="use_channel_code")
