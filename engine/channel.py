"""The engine's one way in: Rasa's REST channel, in which no question is answered twice at once.

credentials.yml names it. It keeps the addresses of Rasa's own channel (/webhooks/rest).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from engine.under_way import Items, TurnsUnderWay

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]

log = structlog.get_logger()


class OnceInput(RestInput):
    """Answers `{sender, message, metadata}` with a list of items."""

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Add the two addresses: whether the engine is there, and the turns."""
        under_way = TurnsUnderWay()
        webhook = Blueprint("suunta_once_input", __name__)

        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        async def receive(request: Request) -> HTTPResponse:
            question: dict[str, Any] = request.json
            items = await under_way.answer(question, lambda: self._turn(on_new_message, question))
            return response.json(items)

        webhook.add_route(health, "/", methods=["GET"])
        webhook.add_route(receive, "/webhook", methods=["POST"])
        return webhook

    async def _turn(self, on_new_message: OnNewMessage, question: dict[str, Any]) -> Items:
        collector = CollectingOutputChannel()
        message = UserMessage(
            question.get("message"),
            collector,
            question.get("sender"),
            input_channel=self.name(),
            metadata=question.get("metadata"),
        )
        try:
            await on_new_message(message)
        except Exception:
            log.exception("turn.failed")
        items: Items = collector.messages
        return items
