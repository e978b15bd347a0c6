"""The WhatsApp channel: what is shown, and the 24 hours in which it may be answered freely."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.messaging.adapter import Closed, Outcome, Request
from bot.channels.messaging.events import Told
from bot.channels.messaging.pacing import Pace, Paces
from bot.channels.messaging.rendering import Choice, Part, choices_of, parts_with_choices
from bot.channels.messaging.texts import ChannelTexts
from bot.channels.meta.graph import Graph
from bot.channels.meta.signed import SignedByMeta
from bot.channels.whatsapp.reading import read_call

# https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
LONGEST_TEXT, LONGEST_WITH_CHOICES = 4096, 1024
MOST_BUTTONS, LONGEST_BUTTON = 3, 20
MOST_ROWS, LONGEST_ROW = 10, 24


class WhatsAppAdapter(SignedByMeta):
    """One phone number of the Cloud API."""

    name = "whatsapp"
    # https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput: 80 a second for a
    # number, in both directions, of which half is ours; one in six seconds to a person, at most 45 ahead.
    paces = Paces(channel=Pace(40, burst=40), person=Pace(1 / 6, burst=40))
    longest_body = 3 * 1024 * 1024  # Meta puts up to 3 MB into a call

    def __init__(
        self,
        graph: Graph,
        phone_id: str,
        secret: str,
        verify_token: str,
        template: str | None,
        texts: ChannelTexts,
    ) -> None:
        self._graph = graph
        self._path = f"{phone_id}/messages"
        super().__init__(secret, verify_token)
        self._template = template
        self._texts = texts

    def read(self, request: Request) -> Sequence[Told]:
        """The events of a call. Raises UnreadableError."""
        return read_call(request.body)

    def parts(self, message: Mapping[str, object]) -> list[Part]:
        """Up to three buttons, or a list of ten; numbered where their titles are too long."""
        choices = choices_of(message)
        few = len(choices) <= MOST_BUTTONS
        most, longest = (MOST_BUTTONS, LONGEST_BUTTON) if few else (MOST_ROWS, LONGEST_ROW)
        limit = LONGEST_WITH_CHOICES if choices else LONGEST_TEXT
        return parts_with_choices(message, self._texts, limit, most, longest)

    async def send(self, address: str, part: Part) -> Outcome:
        """Post one message."""
        content: dict[str, Any] = (
            {"type": "interactive", "interactive": self._interactive(part.text, part.choices)}
            if part.choices
            else {"type": "text", "text": {"body": part.text, "preview_url": False}}
        )
        return await self._graph.post(self._path, self._to(address) | content)

    async def call_back(self, address: str) -> Outcome:
        """The approved template; without one the answer waits until the person writes."""
        if self._template is None:
            return Closed("no template")
        template = {"name": self._template, "language": {"code": "fi"}}
        body = self._to(address) | {"type": "template", "template": template}
        return await self._graph.post(self._path, body)

    def _to(self, address: str) -> dict[str, Any]:
        return {"messaging_product": "whatsapp", "recipient_type": "individual", "to": address}

    def _interactive(self, text: str, choices: Sequence[Choice]) -> dict[str, Any]:
        if len(choices) <= MOST_BUTTONS and all(len(one.title) <= LONGEST_BUTTON for one in choices):
            buttons = [{"type": "reply", "reply": {"id": one.id, "title": one.title}} for one in choices]
            return {"type": "button", "body": {"text": text}, "action": {"buttons": buttons}}
        rows = [{"id": one.id, "title": one.title} for one in choices]
        action = {"button": self._texts.list_button, "sections": [{"rows": rows}]}
        return {"type": "list", "body": {"text": text}, "action": action}
