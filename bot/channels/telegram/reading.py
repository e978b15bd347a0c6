"""Updates of Telegram as events. One update a call; its number is unique for the bot."""

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import Arrived, Event, Ignored, Left, Other, Pressed, Sent, Wrote

MEDIA = ("photo", "video", "document", "animation", "audio", "video_note", "paid_media", "story")
EDITS = ("edited_message", "edited_business_message", "deleted_business_messages")
_OTHERS: dict[str, Other] = {
    **dict.fromkeys(MEDIA, Other.MEDIA),
    "voice": Other.VOICE,
    "sticker": Other.STICKER,
    "dice": Other.STICKER,
    "contact": Other.CONTACT,
    "location": Other.LOCATION,
    "venue": Other.LOCATION,
}


def read_update(body: bytes) -> Event:
    """The event of an update. Raises UnreadableError."""
    try:
        update = json.loads(body)
        number = str(int(update["update_id"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError("no update") from error
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
    if chat["type"] != "private" or message.get("from", {}).get("is_bot"):
        return Ignored("group")
    address = str(int(chat["id"]))
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
    if member["chat"]["type"] == "private" and member["new_chat_member"]["status"] == "kicked":
        return Left(number, str(int(member["chat"]["id"])))
    return Ignored("membership")
