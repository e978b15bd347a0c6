"""The SMS channel: who calls, what is shown, what Twilio answers."""

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

import aiohttp

from bot.channels.messaging.adapter import (
    Delivered,
    Later,
    Order,
    Outcome,
    Refused,
    Request,
    Unreachable,
    UnreadableError,
)
from bot.channels.messaging.events import Pressed, Told
from bot.channels.messaging.pacing import Pace, Paces, seconds_of
from bot.channels.messaging.rendering import Part, text_parts
from bot.channels.messaging.texts import ChannelTexts
from bot.channels.sms.reading import read_form
from bot.channels.sms.segments import plainer
from bot.channels.sms.signature import signature_of

SIGNATURE_HEADER = "X-Twilio-Signature"
LONGEST_TEXT = 640  # four parts of a long SMS in the GSM alphabet, which has ä and ö
SECONDS = 10.0
OPTED_OUT = 21610  # https://www.twilio.com/docs/api/errors/21610


class SmsAdapter:
    """One account and number of Twilio's. `public_url` is how Twilio knows us, without a slash at the end."""

    name = "sms"
    longest_body = 64 * 1024
    answer_hours: float | None = None
    order = Order.NONE
    # Twilio keeps what is above its sender's rate (https://www.twilio.com/docs/api/errors/21611) in its own
    # queue for ten hours, in order; these are ours, so that one installation does not fill it.
    paces = Paces(channel=Pace(10, burst=10), person=Pace(1, burst=5))

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        account: str,
        token: str,
        sender: str,
        public_url: str,
        texts: ChannelTexts,
    ) -> None:
        self._session = session
        self._url = f"{url.rstrip('/')}/2010-04-01/Accounts/{account}/Messages.json"
        self._headers = {"Authorization": aiohttp.encode_basic_auth(account, token)}
        self._token = token
        self._sender = sender
        self._status_url = f"{public_url}/webhooks/{self.name}"
        self._texts = texts

    def knows_by_headers(self, headers: Mapping[str, str]) -> bool:
        """A call has a signature; what it signs is known after the body."""
        return bool(headers.get(SIGNATURE_HEADER))

    def is_genuine(self, request: Request) -> bool:
        """Whether the signature is Twilio's over this address and these fields."""
        try:
            wanted = signature_of(self._token, request.url, _fields(request.body))
        except UnreadableError:
            return False
        return hmac.compare_digest(
            request.headers.get(SIGNATURE_HEADER, "").encode("utf-8", "replace"), wanted.encode()
        )

    def greets(self, request: Request) -> str | None:
        """Twilio does not check addresses."""
        return None

    def read(self, request: Request) -> Sequence[Told]:
        """The events of a call. Raises UnreadableError."""
        return read_form(dict(_fields(request.body)))

    def parts(self, message: Mapping[str, object]) -> list[Part]:
        """Text alone, in signs that every telephone knows; buttons are a list to answer with a number."""
        return [Part(plainer(part.text)) for part in text_parts(message, self._texts, LONGEST_TEXT)]

    async def send(self, address: str, part: Part) -> Outcome:
        """Post one message; Twilio tells at our webhook what becomes of it."""
        sender = "MessagingServiceSid" if self._sender.startswith("MG") else "From"
        form = {"To": address, sender: self._sender, "Body": part.text, "StatusCallback": self._status_url}
        async with asyncio.timeout(SECONDS):
            async with self._session.post(self._url, data=form, headers=self._headers) as response:
                try:
                    answer = await response.json(content_type=None)
                except ValueError:
                    answer = None
                code = answer.get("code") if isinstance(answer, dict) else None
                wait = seconds_of(response.headers.get("Retry-After"))
                return _outcome(response.status, code, _sid_of(answer), wait)

    async def call_back(self, address: str) -> Outcome:
        """SMS is never shut."""
        return Delivered()

    async def confirm(self, pressed: Pressed) -> None:
        """There are no buttons to confirm."""

    async def leave_group(self, address: str, text: str | None) -> None:
        """Twilio's numbers are in no groups."""


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=200)
    except ValueError as error:
        raise UnreadableError("no form") from error


def _sid_of(answer: object) -> str | None:
    sid = answer.get("sid") if isinstance(answer, dict) else None
    return sid if isinstance(sid, str) else None


def _outcome(status: int, code: object, sid: str | None, wait: float | None) -> Outcome:
    """What Twilio's answer means: 201 taken, 429 slower, 4xx with a code of its own never."""
    if status in (200, 201):
        return Delivered(sid)
    if code == OPTED_OUT:
        return Unreachable(f"twilio {code}")
    if status in (401, 403, 429) or status >= 500:
        return Later(f"twilio {code or status}", wait)
    return Refused(f"twilio {code or status}")
