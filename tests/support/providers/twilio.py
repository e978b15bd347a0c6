"""Twilio's messaging API, as far as it is used: https://www.twilio.com/docs/messaging/api/message-resource."""

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from bot.channels.settings import ChannelSettings
from tests.support.providers.base import QUICK, Served

ACCOUNT, TOKEN, SENDER = "AC0123456789abcdef", "twilio-auth-token", "+358401112222"
PUBLIC_URL = "https://suunta.example.fi"


class TwilioServer(Served):
    """Takes messages with basic auth; refuses what Twilio refuses."""

    name = "sms"
    wordless = ("photo",)
    silent = ("receipt",)

    def __init__(self) -> None:
        super().__init__()
        self.opted_out: set[str] = set()
        self.public_url = PUBLIC_URL

    async def start(self) -> None:
        """Begin to listen."""
        await self.serve({"/2010-04-01/Accounts/{account}/Messages.json": self._send})

    def settings(self) -> ChannelSettings:
        """The gateway's settings."""
        return ChannelSettings(
            twilio_account=ACCOUNT, twilio_token=TOKEN, twilio_from=SENDER, twilio_url=self.url, **QUICK
        )

    @property
    def texts(self) -> list[str]:
        """All texts that people have got."""
        return [message["Body"] for message in self.sent]

    async def _send(self, request: web.Request) -> web.Response:
        wanted = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("Authorization") != wanted or request.match_info["account"] != ACCOUNT:
            return _refusal(401, 20003, "Authenticate")
        if bad := self.fault():
            return bad
        form = dict(parse_qsl(await request.text(), keep_blank_values=True))
        if not form["Body"]:
            return _refusal(400, 21602, "Message body is required")
        if len(form["Body"]) > 1600:
            return _refusal(400, 21617, "The concatenated message body exceeds the 1600 character limit")
        if form["To"] in self.opted_out:
            return _refusal(400, 21610, "Attempt to send to unsubscribed recipient")
        self.sent.append(form)
        return web.json_response({"sid": f"SM{len(self.sent)}", "status": "queued"}, status=201)

    def lost(self, number: int, address: str, code: str = "30003") -> tuple[bytes, dict[str, str]]:
        """A status that our message `number`, as counted in `sent`, did not come through."""
        return self.call_of("undelivered", 0, address, sid=f"SM{number}", code=code)

    def call_of(self, sort: str, number: int, address: str, **more: Any) -> tuple[bytes, dict[str, str]]:
        """A form as Twilio posts it, signed."""
        fields = {
            "MessageSid": more.get("sid", f"SM{number:032d}"),
            "SmsMessageSid": f"SM{number:032d}",
            "AccountSid": ACCOUNT,
            "From": address,
            "To": SENDER,
            "Body": more.get("text", "moi"),
            "NumMedia": "0",
            "NumSegments": "1",
        }
        match sort:
            case "start":
                fields["Body"] = more.get("code", "moi")
            case "photo":
                fields |= {
                    "Body": "",
                    "NumMedia": "1",
                    "MediaUrl0": "https://x/1",
                    "MediaContentType0": "image/png",
                }
            case "blocked":
                fields |= {"Body": "STOP", "OptOutType": "STOP"}
            case "receipt":
                fields |= {"MessageStatus": "delivered", "From": SENDER, "To": address}
            case "undelivered":
                fields |= {
                    "MessageStatus": "undelivered",
                    "ErrorCode": more.get("code", "30003"),
                    "From": SENDER,
                    "To": address,
                }
        body = urlencode(fields).encode()
        return body, {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": _signature(f"{self.public_url}/webhooks/sms", fields),
        }


def _signature(url: str, fields: dict[str, str]) -> str:
    """The documented recipe, written down apart from the code that is tested."""
    joined = url
    for name in sorted(fields):
        joined += name + fields[name]
    return base64.b64encode(hmac.new(TOKEN.encode(), joined.encode(), hashlib.sha1).digest()).decode()


def _refusal(status: int, code: int, message: str) -> web.Response:
    return web.json_response({"code": code, "message": message, "status": status}, status=status)
