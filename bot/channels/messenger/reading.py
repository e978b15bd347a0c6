"""Calls of the Messenger platform as events."""

from collections.abc import Mapping
from typing import Any

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import Arrived, Event, Ignored, Other, Pressed, Sent, Told, Wrote
from bot.channels.meta.graph import in_order, read_object

KIND = "page"
GET_STARTED = "start"
_OTHERS = {
    "image": Other.MEDIA,
    "video": Other.MEDIA,
    "file": Other.MEDIA,
    "audio": Other.VOICE,
    "location": Other.LOCATION,
}
_SILENT = {
    "delivery": "receipt",
    "read": "receipt",
    "reaction": "reaction",
    "message_edit": "edited",
    "optin": "optin",
    "account_linking": "account_linking",
    "policy_enforcement": "policy_enforcement",
}


def read_call(body: bytes) -> list[Told]:
    """The events of a call, in the order in which they happened. Raises UnreadableError.

    One that cannot be read keeps back no other.
    """
    try:
        happened = [one for entry in read_object(body, KIND) for one in entry.get("messaging", ())]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError("a call without what belongs to it") from error
    return in_order(happened, _moment, _event) or [Told(Ignored("unknown_update"))]


def _moment(one: Mapping[str, Any]) -> int:
    """When it happened, in milliseconds."""
    return int(one.get("timestamp", 0))


def _event(one: Mapping[str, Any]) -> Event:
    if silent := next((kind for kind in _SILENT if kind in one), None):
        return Ignored(_SILENT[silent])
    address = str(one["sender"]["id"])
    if postback := one.get("postback"):
        identifier = str(postback.get("mid") or f"postback {one['timestamp']} {address}")
        payload = str(postback.get("payload", ""))
        if payload == GET_STARTED:
            referral = one.get("referral") or postback.get("referral") or {}
            return Arrived(identifier, address, referral.get("ref"))
        return Pressed(identifier, address, payload)
    if referral := one.get("referral"):
        return Arrived(f"referral {one['timestamp']} {address}", address, referral.get("ref"))
    message = one["message"]
    if message.get("is_echo"):
        return Ignored("echo")
    if message.get("is_deleted"):
        return Ignored("deleted")
    return _message(str(message["mid"]), address, message)


def _message(identifier: str, address: str, message: Mapping[str, Any]) -> Event:
    if reply := message.get("quick_reply"):
        return Pressed(identifier, address, str(reply.get("payload", "")))
    if isinstance(text := message.get("text"), str) and text.strip():
        return Wrote(identifier, address, text)
    if "sticker_id" in message:
        return Sent(identifier, address, Other.STICKER)
    first: Mapping[str, Any] = next(iter(message.get("attachments") or ()), {})
    return Sent(identifier, address, _OTHERS.get(str(first.get("type")), Other.UNKNOWN))
