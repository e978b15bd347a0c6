"""Updates of Telegram as events. One update a call; its number is one more than that of the one before."""

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import (
    Arrived,
    Event,
    Grouped,
    Ignored,
    Left,
    Other,
    Pressed,
    Sent,
    Told,
    Wrote,
)

MEDIA = ("photo", "video", "document", "animation", "audio", "video_note", "paid_media", "story")
MOST_UPDATES = 2**53  # numbers in JSON; Telegram is far below
EDITS = ("edited_message", "edited_business_message", "deleted_business_messages")
GROUPS = frozenset({"group", "supergroup"})
THERE = frozenset({"member", "administrator", "restricted"})
_OTHERS: dict[str, Other] = {
    **dict.fromkeys(MEDIA, Other.MEDIA),
    "voice": Other.VOICE,
    "sticker": Other.STICKER,
    "dice": Other.STICKER,
    "contact": Other.CONTACT,
    "location": Other.LOCATION,
    "venue": Other.LOCATION,
}


def read_update(body: bytes) -> Told:
    """The event of an update. Raises UnreadableError."""
    try:
        update = json.loads(body)
        number = int(update["update_id"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise UnreadableError("no update") from error
    if not 0 <= number < MOST_UPDATES:
        raise UnreadableError("an update without a number of Telegram's")
    return Told(_event(str(number), update), number)


def _event(number: str, update: Mapping[str, Any]) -> Event:
    try:
        if isinstance(message := update.get("message"), dict):
            return _message(number, message)
        if isinstance(query := update.get("callback_query"), dict):
            return _press(number, query)
        if isinstance(member := update.get("my_chat_member"), dict):
            return _membership(number, member)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("an update without what belongs to it") from error
    return Ignored("edited" if any(kind in update for kind in EDITS) else "unknown_update")


def _message(number: str, message: Mapping[str, Any]) -> Event:
    chat = message["chat"]
    address = str(int(chat["id"]))
    if chat["type"] in GROUPS:
        return Grouped(number, address)
    if chat["type"] != "private":
        return Ignored("unknown_chat")
    text = message.get("text")
    if isinstance(text, str):
        command, _, rest = text.partition(" ")
        if command.partition("@")[0] == "/start":
            return Arrived(number, address, rest.strip()[:64] or None)
        return Wrote(number, address, text)
    if isinstance(caption := message.get("caption"), str) and caption.strip():
        return Wrote(number, address, caption)
    what = next((other for kind, other in _OTHERS.items() if kind in message), None)
    if what is None and any(kind.endswith(("_created", "_changed", "_deleted")) for kind in message):
        return Ignored("service")
    return Sent(number, address, what or Other.UNKNOWN)


def _press(number: str, query: Mapping[str, Any]) -> Event:
    message = query.get("message") or {}
    if message.get("chat", {}).get("type") != "private":
        return Ignored("group")
    return Pressed(
        number, str(int(message["chat"]["id"])), str(query.get("data", ""))[:64], ask=str(query["id"])
    )


def _membership(number: str, member: Mapping[str, Any]) -> Event:
    chat, status = member["chat"], member["new_chat_member"]["status"]
    address = str(int(chat["id"]))
    if chat["type"] == "private" and status == "kicked":
        return Left(number, address)
    if chat["type"] in GROUPS and status in THERE:
        return Grouped(number, address)
    return Ignored("membership")
