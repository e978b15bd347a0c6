"""Stored messages as the chat API shows them."""

from datetime import datetime
from typing import Any

from bot.conversations.schema import Message

Json = dict[str, Any]


def message_json(message: Message) -> Json:
    """The Message of the chat API."""
    return {
        "seq": message.seq,
        "from": message.sender,
        "at": moment(message.at),
        "text": message.text,
        "buttons": [{"id": button["id"], "title": button["title"]} for button in message.buttons],
        "cards": message.cards,
        "asking": message.asking,
        "progress": message.progress,
    }


def moment(at: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
