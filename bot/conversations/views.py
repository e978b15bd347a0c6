"""Stored rows as the chat API and the export show them."""

from datetime import datetime
from typing import Any

from bot.conversations.schema import Message, OwnerChange

Json = dict[str, Any]

SHOWN = ("id", "title", "form")  # of a button; its payload stays inside


def message_json(message: Message) -> Json:
    """The Message of the chat API."""
    return {
        "seq": message.seq,
        "from": message.sender,
        "at": moment(message.at),
        "text": message.text,
        "buttons": [{name: button[name] for name in SHOWN if name in button} for button in message.buttons],
        "cards": message.cards,
        "asking": message.asking,
        "progress": message.progress,
    }


def change_json(change: OwnerChange) -> Json:
    """A change of owner as the person's own export shows it."""
    return {
        "at": moment(change.at),
        "from": change.before,
        "to": change.after,
        "who": change.who,
        "why": change.why,
        "summary": change.summary,
    }


def moment(at: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
