"""The Messenger channel: what is shown, and the 24 hours in which it may be answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.messaging.adapter import Closed, Outcome, Request
from bot.channels.messaging.events import Told
from bot.channels.messaging.pacing import Pace, Paces
from bot.channels.messaging.rendering import Part, parts_with_choices
from bot.channels.messaging.texts import ChannelTexts
from bot.channels.messenger.reading import read_call
from bot.channels.meta.graph import Graph
from bot.channels.meta.signed import SignedByMeta

# https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies
LONGEST_TEXT = 2000
MOST_BUTTONS, LONGEST_BUTTON = 13, 20


class MessengerAdapter(SignedByMeta):
    """One page of Facebook's."""

    name = "messenger"
    # https://developers.facebook.com/docs/messenger-platform/overview/rate-limiting: 300 calls a second, but
    # the page's own inbox stops at 40; too many in one thread are refused, without a number.
    paces = Paces(channel=Pace(40, burst=40), person=Pace(1, burst=10))
    longest_body = 1024 * 1024

    def __init__(self, graph: Graph, secret: str, verify_token: str, texts: ChannelTexts) -> None:
        self._graph = graph
        super().__init__(secret, verify_token)
        self._texts = texts

    def read(self, request: Request) -> Sequence[Told]:
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
