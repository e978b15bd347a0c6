"""What Twilio posts, as events: messages of people, and what became of ours."""

from collections.abc import Mapping

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import Event, Failed, Ignored, Left, Other, Sent, Told, Wrote

LOST = frozenset({"failed", "undelivered"})
VCARDS = frozenset({"text/vcard", "text/x-vcard", "text/directory"})
OPTED_OUT = "21610"  # the person has said stop to Twilio: https://www.twilio.com/docs/api/errors/21610


def read_form(form: Mapping[str, str]) -> list[Told]:
    """The events of a form; Twilio says of no message when it was written. Raises UnreadableError."""
    return [Told(event) for event in _events(form)]


def _events(form: Mapping[str, str]) -> list[Event]:
    sid = form.get("MessageSid") or form.get("SmsSid")
    if not sid:
        raise UnreadableError("no MessageSid")
    status = form.get("MessageStatus")
    if status is not None:
        return _news(form, sid, status)
    address = form.get("From", "")
    if not address:
        raise UnreadableError("no From")
    return [_said(form, sid, address)]


def _news(form: Mapping[str, str], sid: str, status: str) -> list[Event]:
    """What became of a message of ours."""
    if status not in LOST:
        return [Ignored("receipt")]
    code = form.get("ErrorCode", status)
    lost = Failed(f"{sid} {status}", sid, f"twilio {code}")
    return [Left(f"{sid} opted out", form.get("To", "")), lost] if code == OPTED_OUT else [lost]


def _said(form: Mapping[str, str], sid: str, address: str) -> Event:
    if form.get("OptOutType") == "STOP":
        return Left(sid, address)
    text = form.get("Body", "")
    if not text.strip() and form.get("NumMedia", "0") != "0":
        return Sent(sid, address, _media(form.get("MediaContentType0", "")))
    return Wrote(sid, address, text)


def _media(content_type: str) -> Other:
    """What a picture message holds, by the type of its first part."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in VCARDS:
        return Other.CONTACT
    return Other.VOICE if kind.startswith("audio/") else Other.MEDIA
