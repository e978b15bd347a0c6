"""Calls of the Cloud API as events. One call may hold several messages, of several people."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import Event, Failed, Ignored, Other, Pressed, Sent, Told, Wrote
from bot.channels.meta.graph import in_order, read_object

KIND = "whatsapp_business_account"
_OTHERS = {
    "image": Other.MEDIA,
    "video": Other.MEDIA,
    "document": Other.MEDIA,
    "audio": Other.VOICE,
    "sticker": Other.STICKER,
    "contacts": Other.CONTACT,
    "location": Other.LOCATION,
}
_SILENT = {
    "reaction": "reaction",
    "system": "system",
    "request_welcome": "request_welcome",
    "edit": "edited",
    "revoke": "deleted",
}


def read_call(body: bytes) -> list[Told]:
    """The events of a call, the messages in the order in which they were sent. Raises UnreadableError.

    One that cannot be read keeps back no other: the provider would bring the whole call again for days.
    """
    try:
        changes = [
            change["value"]
            for entry in read_object(body, KIND)
            for change in entry.get("changes", ())
            if change.get("field") == "messages"
        ]
        messages = [message for value in changes for message in value.get("messages", ())]
        statuses = [status for value in changes for status in value.get("statuses", ())]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError("a call without what belongs to it") from error
    events = in_order(messages, lambda one: int(one["timestamp"]), _message)
    return [*events, *(Told(event) for event in _statuses(statuses))] or [Told(Ignored("unknown_update"))]


def _message(message: Mapping[str, Any]) -> Event:
    identifier, address, kind = str(message["id"]), str(message["from"]), message.get("type")
    if message.get("group_id"):
        return Ignored("group")
    match kind:
        case "text":
            return Wrote(identifier, address, str(message["text"]["body"]))
        case "interactive":
            answer = message["interactive"]
            reply = answer.get("button_reply") or answer.get("list_reply") or {}
            return Pressed(identifier, address, str(reply.get("id", "")))
        case "button":
            return Wrote(identifier, address, str(message["button"]["text"]))
        case str() if kind in _SILENT:
            return Ignored(_SILENT[kind])
    content = message.get(str(kind))
    caption = content.get("caption") if isinstance(content, dict) else None
    if isinstance(caption, str) and caption.strip():
        return Wrote(identifier, address, caption)
    return Sent(identifier, address, _OTHERS.get(str(kind), Other.UNKNOWN))


def _statuses(statuses: list[Any]) -> Iterator[Event]:
    for status in statuses:
        if not isinstance(status, dict) or status.get("status") != "failed":
            yield Ignored("receipt")
            continue
        first: Mapping[str, Any] = next(iter(status.get("errors") or ()), {})
        message = str(status.get("id", ""))
        yield Failed(f"{message} failed", message, f"meta {first.get('code', 'failed')}")
