"""What Twilio posts, as events: messages of people, and what became of ours."""

from collections.abc import Mapping

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import Event, Failed, Ignored, Left, Other, Sent, Told, Wrote

LOST = frozenset({"failed", "undelivered"})
# The person opted out, or the number is blocked: https://www.twilio.com/docs/api/errors
OPTED_OUT = frozenset({"21610", "30004"})


def read_form(form: Mapping[str, str]) -> Told:
    """The event of a form; Twilio says of no message when it was written. Raises UnreadableError."""
    return Told(_event(form))


def _event(form: Mapping[str, str]) -> Event:
    sid = form.get("MessageSid") or form.get("SmsSid")
    if not sid:
        raise UnreadableError("no MessageSid")
    status = form.get("MessageStatus")
    if status is not None:
        if status not in LOST:
            return Ignored("receipt")
        code = form.get("ErrorCode", status)
        if code in OPTED_OUT:
            return Left(f"{sid} {status}", form.get("To", ""))
        return Failed(f"{sid} {status}", sid, f"twilio {code}")
    address = form.get("From", "")
    if not address:
        raise UnreadableError("no From")
    if form.get("OptOutType") == "STOP":
        return Left(sid, address)
    text = form.get("Body", "")
    if not text.strip() and form.get("NumMedia", "0") != "0":
        return Sent(sid, address, Other.MEDIA)
    return Wrote(sid, address, text)
