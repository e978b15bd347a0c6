"""The Messenger channel: what is shown, and the 24 hours in which it may be answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.messaging.adapter import Closed, Outcome, Request
from bot.channels.messaging.events import Event, Pressed
from bot.channels.messaging.rendering import Part, parts_with_choices
from bot.channels.messaging.texts import ChannelTexts
from bot.channels.messenger.reading import read_call
from bot.channels.meta.graph import ANSWER_HOURS, SIGNATURE_HEADER, Graph, challenge_of, is_signed

# https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies
LONGEST_TEXT = 2000
MOST_BUTTONS, LONGEST_BUTTON = 13, 20


class MessengerAdapter:
    """One page of Facebook's."""

    name = "messenger"
    longest_body = 1024 * 1024
    answer_hours: float | None = ANSWER_HOURS

    def __init__(self, graph: Graph, secret: str, verify_token: str, texts: ChannelTexts) -> None:
        self._graph = graph
        self._secret = secret
        self._verify_token = verify_token
        self._texts = texts

    def knows_by_headers(self, headers: Mapping[str, str]) -> bool:
        """A call has a signature; what it signs is known after the body."""
        return bool(headers.get(SIGNATURE_HEADER))

    def is_genuine(self, request: Request) -> bool:
        """Whether Meta signed the raw body."""
        return is_signed(self._secret, request)

    def greets(self, request: Request) -> str | None:
        """Meta's check of our address."""
        return challenge_of(self._verify_token, request)

    def read(self, request: Request) -> Sequence[Event]:
        """The events of a call. Raises UnreadableError."""
        return read_call(request.body)

    def parts(self, message: Mapping[str, object]) -> list[Part]:
        """Quick replies; numbered where their titles are too long."""
        return parts_with_choices(message, self._texts, LONGEST_TEXT, MOST_BUTTONS, LONGEST_BUTTON)

    async def send(self, address: str, part: Part) -> Outcome:
        """Post one message."""
        message: dict[str, Any] = {"text": part.text}
        if part.choices:
            message["quick_replies"] = [
                {"content_type": "text", "title": one.title, "payload": one.id} for one in part.choices
            ]
        body = {"recipient": {"id": address}, "messaging_type": "RESPONSE", "message": message}
        return await self._graph.post("me/messages", body)

    async def call_back(self, address: str) -> Outcome:
        """Messenger has no template for this; the answer waits until the person writes."""
        return Closed("no template")

    async def confirm(self, pressed: Pressed) -> None:
        """Messenger asks for no confirmation."""
