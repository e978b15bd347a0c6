"""Meta's Graph API for WhatsApp and Messenger, as far as it is used (see bot/channels/meta/graph.py)."""

import hashlib
import hmac
import json
from typing import Any

from aiohttp import web

from bot.channels.settings import ChannelSettings
from tests.support.providers.base import QUICK, Json, Served

SECRET, VERIFY, TOKEN, PHONE_ID = "app-secret", "verify-me", "graph-token", "1055512345"


class _Graph(Served):
    def signed(self, call: Json) -> tuple[bytes, dict[str, str]]:
        """A call with Meta's signature over the raw body."""
        body = json.dumps(call).encode()
        digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        return body, {"X-Hub-Signature-256": f"sha256={digest}", "Content-Type": "application/json"}

    def refused(self, request: web.Request) -> web.Response | None:
        """What is refused whatever is sent."""
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return refusal(401, 190, "Invalid OAuth access token")
        return self.fault()


class WhatsAppServer(_Graph):
    """The Cloud API of one phone number."""

    name = "whatsapp"
    wordless = ("photo", "voice", "sticker", "contact", "location", "unknown")
    silent = ("edited", "deleted", "reaction")

    def __init__(self) -> None:
        super().__init__()
        self.shut: set[str] = set()

    async def start(self) -> None:
        """Begin to listen."""
        await self.serve({f"/v23.0/{PHONE_ID}/messages": self._send})

    def settings(self) -> ChannelSettings:
        """The gateway's settings."""
        return ChannelSettings(
            meta_app_secret=SECRET,
            meta_verify_token=VERIFY,
            meta_url=f"{self.url}/v23.0",
            whatsapp_token=TOKEN,
            whatsapp_phone_id=PHONE_ID,
            whatsapp_template="uusi_viesti",
            **QUICK,
        )

    @property
    def texts(self) -> list[str]:
        """All texts that people have got; a template by its name."""
        return [_text_of(message) for message in self.sent]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(title, id) of the last message with buttons or a list."""
        for message in reversed(self.sent):
            action = message.get("interactive", {}).get("action")
            if action and "buttons" in action:
                return [(one["reply"]["title"], one["reply"]["id"]) for one in action["buttons"]]
            if action:
                return [(row["title"], row["id"]) for row in action["sections"][0]["rows"]]
        return []

    async def _send(self, request: web.Request) -> web.Response:
        if bad := self.refused(request):
            return bad
        body: Json = await request.json()
        if body["to"] in self.shut and body["type"] != "template":
            return refusal(400, 131047, "Re-engagement message")
        if wrong := _wrong(body):
            return refusal(400, 100, wrong)
        self.sent.append(body)
        return web.json_response({"messages": [{"id": f"wamid.{len(self.sent)}"}]})

    def call_of(self, sort: str, number: int, address: str, **more: Any) -> tuple[bytes, dict[str, str]]:
        """A call as Meta posts it."""
        return self.signed(self.call([self.message(sort, number, address, **more)]))

    def lost(self, number: int, address: str) -> tuple[bytes, dict[str, str]]:
        """A status that our message `number`, as counted in `sent`, did not come through."""
        status = {"id": f"wamid.{number}", "status": "failed", "recipient_id": address}
        return self.signed(self.call([], [status | {"errors": [{"code": 131026, "title": "x"}]}]))

    def call(self, messages: list[Json], statuses: list[Json] | None = None) -> Json:
        """A call with several messages."""
        value: Json = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "358401112222", "phone_number_id": PHONE_ID},
            "contacts": [{"profile": {"name": "Aino"}, "wa_id": "1"}],
            "messages": messages,
        }
        if statuses:
            value = {**value, "messages": [], "statuses": statuses}
        return {
            "object": "whatsapp_business_account",
            "entry": [{"id": "0", "changes": [{"value": value, "field": "messages"}]}],
        }

    def message(self, sort: str, number: int, address: str, **more: Any) -> Json:
        """One message of a person."""
        base: Json = {
            "from": address,
            "id": f"wamid.HBg{number:040d}",
            "timestamp": str(1_795_000_000 + number),
        }
        media = {"id": "m", "mime_type": "image/jpeg", "sha256": "x"}
        reply = {"type": "button_reply", "button_reply": {"id": more.get("button", "b0"), "title": "x"}}
        kinds: dict[str, Json] = {
            "text": {"type": "text", "text": {"body": more.get("text", "moi")}},
            "start": {"type": "text", "text": {"body": more.get("code") or "moi"}},
            "photo": {"type": "image", "image": media},
            "captioned": {"type": "image", "image": media | {"caption": more.get("text", "moi")}},
            "voice": {"type": "audio", "audio": media | {"voice": True}},
            "sticker": {"type": "sticker", "sticker": media},
            "contact": {"type": "contacts", "contacts": [{"name": {"formatted_name": "X"}}]},
            "location": {"type": "location", "location": {"latitude": 60.1, "longitude": 24.9}},
            "unknown": {"type": "unsupported", "errors": [{"code": 131051, "title": "Unsupported"}]},
            "reaction": {"type": "reaction", "reaction": {"message_id": "x", "emoji": "👍"}},
            "press": {"type": "interactive", "interactive": reply},
            "edited": {"type": "edit", "edit": {"original_message_id": "x", "message": {"type": "text"}}},
            "deleted": {"type": "revoke", "revoke": {"original_message_id": "x"}},
        }
        return base | kinds[sort]


class MessengerServer(_Graph):
    """The Send API of one page."""

    name = "messenger"
    wordless = ("photo", "voice", "sticker", "location", "unknown")
    silent = ("edited", "deleted", "echo", "receipt")

    async def start(self) -> None:
        """Begin to listen."""
        await self.serve({"/v23.0/me/messages": self._send})

    def settings(self) -> ChannelSettings:
        """The gateway's settings."""
        return ChannelSettings(
            meta_app_secret=SECRET,
            meta_verify_token=VERIFY,
            meta_url=f"{self.url}/v23.0",
            messenger_token=TOKEN,
            **QUICK,
        )

    @property
    def texts(self) -> list[str]:
        """All texts that people have got."""
        return [message["message"]["text"] for message in self.sent]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(title, payload) of the last quick replies."""
        for message in reversed(self.sent):
            if replies := message["message"].get("quick_replies"):
                return [(reply["title"], reply["payload"]) for reply in replies]
        return []

    async def _send(self, request: web.Request) -> web.Response:
        if bad := self.refused(request):
            return bad
        body: Json = await request.json()
        replies = body["message"].get("quick_replies", [])
        if len(body["message"]["text"]) > 2000 or len(replies) > 13:
            return refusal(400, 100, "too long")
        if any(len(reply["title"]) > 20 for reply in replies):
            return refusal(400, 100, "title too long")
        self.sent.append(body)
        return web.json_response(
            {"recipient_id": body["recipient"]["id"], "message_id": f"m{len(self.sent)}"}
        )

    def call_of(self, sort: str, number: int, address: str, **more: Any) -> tuple[bytes, dict[str, str]]:
        """A call as Meta posts it."""
        happened: Json = {
            "sender": {"id": address},
            "recipient": {"id": "9"},
            "timestamp": 1_795_000_000_000 + number,
        }
        message: Json = {"mid": f"m_{number:040d}"}
        image = {"type": "image", "payload": {"url": "https://x/1"}}
        start: Json = {"mid": f"p_{number}", "title": "Aloita", "payload": "start"}
        if code := more.get("code"):
            start["referral"] = {"ref": code, "source": "SHORTLINK", "type": "OPEN_THREAD"}
        kinds: dict[str, Json] = {
            "text": {"message": message | {"text": more.get("text", "moi")}},
            "start": {"postback": start},
            "photo": {"message": message | {"attachments": [image]}},
            "voice": {"message": message | {"attachments": [image | {"type": "audio"}]}},
            "sticker": {"message": message | {"sticker_id": 1, "attachments": [image]}},
            "location": {"message": message | {"attachments": [image | {"type": "location"}]}},
            "unknown": {"message": message | {"attachments": [image | {"type": "template"}]}},
            "edited": {"message_edit": message | {"text": "x", "num_edit": 1}},
            "deleted": {"message": message | {"is_deleted": True}},
            "echo": {"message": message | {"is_echo": True, "text": "x"}},
            "receipt": {"delivery": {"mids": ["x"], "watermark": 1}},
            "press": {
                "message": message | {"text": "x", "quick_reply": {"payload": more.get("button", "b0")}}
            },
        }
        entry = {"id": "9", "time": 1, "messaging": [happened | kinds[sort]]}
        return self.signed({"object": "page", "entry": [entry]})


def refusal(status: int, code: int, message: str) -> web.Response:
    """An error as the Graph API writes it."""
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "x"}
    return web.json_response({"error": error}, status=status)


def _text_of(message: Json) -> str:
    match message["type"]:
        case "text":
            return str(message["text"]["body"])
        case "interactive":
            return str(message["interactive"]["body"]["text"])
        case _:
            return f"template {message['template']['name']}"


def _wrong(body: Json) -> str | None:
    """What the Cloud API does not take: https://developers.facebook.com/docs/whatsapp/cloud-api/messages."""
    if body["type"] == "text":
        return None if 1 <= len(body["text"]["body"]) <= 4096 else "text length"
    if body["type"] != "interactive":
        return None
    shown = body["interactive"]
    if not 1 <= len(shown["body"]["text"]) <= 1024:
        return "body length"
    if shown["type"] == "button":
        buttons = shown["action"]["buttons"]
        right = 1 <= len(buttons) <= 3 and all(1 <= len(one["reply"]["title"]) <= 20 for one in buttons)
        return None if right else "buttons"
    rows = shown["action"]["sections"][0]["rows"]
    right = 1 <= len(rows) <= 10 and all(1 <= len(row["title"]) <= 24 for row in rows)
    return None if right else "rows"
