"""Telegram's Bot API, as far as it is used: https://core.telegram.org/bots/api."""

import json
from typing import Any

from aiohttp import web

from bot.channels.settings import ChannelSettings
from tests.support.providers.base import QUICK, Json, Served

TOKEN = "123456:test-token"
SECRET = "s3cret-s3cret-s3cret-s3cret"


class TelegramServer(Served):
    """Takes sendMessage, answerCallbackQuery and setWebhook; refuses what Telegram refuses."""

    name = "telegram"
    wordless = ("photo", "voice", "sticker", "contact", "location", "unknown")
    silent = ("edited", "new_kind")

    def __init__(self) -> None:
        super().__init__()
        self.confirmed: list[str] = []
        self.webhook: Json = {}
        self.blocked: set[int] = set()
        self.left: list[int] = []

    async def start(self) -> None:
        """Begin to listen."""
        await self.serve({f"/bot{TOKEN}/{{method}}": self._call})

    def settings(self) -> ChannelSettings:
        """The gateway's settings."""
        return ChannelSettings(
            telegram_token=TOKEN,
            telegram_secret=SECRET,
            telegram_url=self.url,
            telegram_name="suunta_bot",
            **QUICK,
        )

    @property
    def texts(self) -> list[str]:
        """All texts that people have got."""
        return [message["text"] for message in self.sent]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(title, data) of the last keyboard."""
        for message in reversed(self.sent):
            if keyboard := message.get("reply_markup", {}).get("inline_keyboard"):
                return [(button["text"], button["callback_data"]) for row in keyboard for button in row]
        return []

    async def _call(self, request: web.Request) -> web.Response:
        body: Json = await request.json()
        if bad := self.fault():
            return bad
        match request.match_info["method"]:
            case "sendMessage":
                return self._send(body)
            case "answerCallbackQuery":
                self.confirmed.append(body["callback_query_id"])
            case "leaveChat":
                self.left.append(body["chat_id"])
            case "setWebhook":
                self.webhook = body
            case _:
                return _refusal(404, "Not Found")
        return web.json_response({"ok": True, "result": True})

    def _send(self, body: Json) -> web.Response:
        if body["chat_id"] in self.blocked:
            return _refusal(403, "Forbidden: bot was blocked by the user")
        if not body["text"].strip():
            return _refusal(400, "Bad Request: message text is empty")
        if len(body["text"]) > 4096:
            return _refusal(400, "Bad Request: message is too long")
        for row in body.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if not 1 <= len(button["callback_data"].encode()) <= 64:
                    return _refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        self.sent.append(body)
        return web.json_response(
            {"ok": True, "result": {"message_id": len(self.sent), "chat": {"id": body["chat_id"]}}}
        )

    def call_of(self, sort: str, number: int, address: str, **more: Any) -> tuple[bytes, dict[str, str]]:
        """An update as Telegram posts it."""
        update: Json = {"update_id": 900_000 + number, **_update(sort, number, int(address), more)}
        return json.dumps(update).encode(), {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def slow_down(seconds: int) -> web.Response:
    """429 with a pause."""
    body = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
    return web.json_response(body, status=429)


def away() -> web.Response:
    """A gateway of theirs is broken, with a page instead of JSON."""
    return web.Response(status=502, text="<html>Bad Gateway</html>")


def _refusal(status: int, why: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": status, "description": why}, status=status)


def _update(sort: str, number: int, chat: int, more: Json) -> Json:
    sender = {"id": chat, "is_bot": False, "first_name": "Aino", "language_code": more.get("locale", "fi")}
    base: Json = {
        "message_id": number,
        "from": sender,
        "chat": {"id": chat, "first_name": "Aino", "type": "private"},
        "date": 1_795_000_000 + number,
    }
    photo = {"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90, "file_size": 4_194_304}
    forwarded = {"type": "user", "date": 1, "sender_user": {"id": 5, "is_bot": False, "first_name": "X"}}
    kinds: dict[str, Json] = {
        "text": {"message": base | {"text": more.get("text", "moi")}},
        "start": {"message": base | {"text": f"/start {more.get('code', '')}".strip()}},
        "photo": {"message": base | {"photo": [photo]}},
        "captioned": {"message": base | {"photo": [photo], "caption": more.get("text", "moi")}},
        "voice": {"message": base | {"voice": {"file_id": "v", "file_unique_id": "w", "duration": 3}}},
        "sticker": {"message": base | {"sticker": {"file_id": "s", "type": "regular", "emoji": "👍"}}},
        "contact": {
            "message": base
            | {"contact": {"phone_number": "+358401234567", "first_name": "X"}, "forward_origin": forwarded}
        },
        "location": {"message": base | {"location": {"latitude": 60.1, "longitude": 24.9}}},
        "unknown": {"message": base | {"checklist": {"title": "x", "tasks": []}}},
        "edited": {"edited_message": base | {"text": "korjattu", "edit_date": 2}},
        "group": {"message": base | {"text": "moi", "chat": {"id": -5, "title": "G", "type": "supergroup"}}},
        "taken_along": {
            "my_chat_member": {
                "chat": {"id": -5, "title": "G", "type": "group"},
                "from": sender,
                "date": 3,
                "old_chat_member": {"user": sender, "status": "left"},
                "new_chat_member": {"user": sender, "status": "member"},
            }
        },
        "new_kind": {"business_connection": {"id": "x"}},
        "blocked": {
            "my_chat_member": {
                "chat": base["chat"],
                "from": sender,
                "date": 3,
                "old_chat_member": {"user": sender, "status": "member"},
                "new_chat_member": {"user": sender, "status": "kicked", "until_date": 0},
            }
        },
        "press": {
            "callback_query": {
                "id": f"q{number}",
                "from": sender,
                "message": base | {"text": "kysymys"},
                "chat_instance": "1",
                "data": more.get("button", "b0"),
            }
        },
    }
    return kinds[sort]
