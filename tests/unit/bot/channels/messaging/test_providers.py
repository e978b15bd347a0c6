"""Every kind of call of every provider, read; signatures against what the providers document."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.adapter import UnreadableError
from bot.channels.messaging.events import (
    Arrived,
    Failed,
    Grouped,
    Ignored,
    Left,
    Other,
    Pressed,
    Sent,
    Told,
    Wrote,
)
from bot.channels.messenger.reading import read_call as read_messenger
from bot.channels.sms.reading import read_form
from bot.channels.sms.signature import signature_of
from bot.channels.telegram.reading import read_update
from bot.channels.whatsapp.reading import read_call as read_whatsapp
from tests.support.providers.meta import MessengerServer, WhatsAppServer
from tests.support.providers.telegram import TelegramServer
from tests.support.providers.twilio import TwilioServer


@pytest.mark.parametrize(
    ("sort", "event"),
    [
        ("text", Wrote("900007", "55", "moi")),
        ("captioned", Wrote("900007", "55", "moi")),
        ("start", Arrived("900007", "55", None)),
        ("photo", Sent("900007", "55", Other.MEDIA)),
        ("voice", Sent("900007", "55", Other.VOICE)),
        ("sticker", Sent("900007", "55", Other.STICKER)),
        ("contact", Sent("900007", "55", Other.CONTACT)),
        ("location", Sent("900007", "55", Other.LOCATION)),
        ("unknown", Sent("900007", "55", Other.UNKNOWN)),
        ("press", Pressed("900007", "55", "b0", ask="q7")),
        ("blocked", Left("900007", "55")),
        ("edited", Ignored("edited")),
        ("group", Grouped("900007", "-5")),
        ("taken_along", Grouped("900007", "-5")),
        ("new_kind", Ignored("unknown_update")),
    ],
)
def test_telegram(sort: str, event: object) -> None:
    assert read_update(TelegramServer().call_of(sort, 7, "55")[0]) == Told(event, 900_007)  # type: ignore[arg-type]


def test_telegram_brings_the_code_of_a_link() -> None:
    body, _ = TelegramServer().call_of("start", 7, "55", code="kahvila-1", locale="xx-odd")
    assert read_update(body).event == Arrived("900007", "55", "kahvila-1")


@pytest.mark.parametrize(
    ("sort", "event"),
    [
        ("text", Wrote(f"SM{7:032d}", "+358401", "moi")),
        ("photo", Sent(f"SM{7:032d}", "+358401", Other.MEDIA)),
        ("blocked", Left(f"SM{7:032d}", "+358401")),
        ("receipt", Ignored("receipt")),
        ("undelivered", Failed(f"SM{7:032d} undelivered", f"SM{7:032d}", "twilio 30003")),
    ],
)
def test_sms(sort: str, event: object) -> None:
    body, _ = TwilioServer().call_of(sort, 7, "+358401")
    assert read_form(dict(parse_qsl(body.decode(), keep_blank_values=True))) == [Told(event)]  # type: ignore[arg-type]


def test_who_opted_out_at_twilio_has_left_and_the_message_is_lost() -> None:
    body, _ = TwilioServer().lost(7, "+358401", "21610")
    left, lost = (one.event for one in read_form(dict(parse_qsl(body.decode()))))
    assert left == Left("SM7 opted out", "+358401")
    assert lost == Failed("SM7 undelivered", "SM7", "twilio 21610")


def test_twilios_own_example_of_a_signature() -> None:
    """https://www.twilio.com/docs/usage/security#validating-requests, its example with token 12345."""
    fields = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+14158675310"),
        ("Digits", "1234"),
        ("From", "+14158675310"),
        ("To", "+18005551212"),
    ]
    url = "https://example.com/myapp.php?foo=1&bar=2"
    assert signature_of("12345", url, fields) == "L/OH5YylLD5NRKLltdqwSvS0BnU="


@pytest.mark.parametrize(
    ("sort", "event"),
    [
        ("text", Wrote(f"wamid.HBg{7:040d}", "358401", "moi")),
        ("captioned", Wrote(f"wamid.HBg{7:040d}", "358401", "moi")),
        ("photo", Sent(f"wamid.HBg{7:040d}", "358401", Other.MEDIA)),
        ("voice", Sent(f"wamid.HBg{7:040d}", "358401", Other.VOICE)),
        ("contact", Sent(f"wamid.HBg{7:040d}", "358401", Other.CONTACT)),
        ("unknown", Sent(f"wamid.HBg{7:040d}", "358401", Other.UNKNOWN)),
        ("press", Pressed(f"wamid.HBg{7:040d}", "358401", "b0")),
        ("reaction", Ignored("reaction")),
        ("edited", Ignored("edited")),
        ("deleted", Ignored("deleted")),
    ],
)
def test_whatsapp(sort: str, event: object) -> None:
    told = read_whatsapp(WhatsAppServer().call_of(sort, 7, "358401")[0])
    assert told == [Told(event, 1_795_000_007)]  # type: ignore[arg-type]


def test_whatsapp_brings_several_messages_in_the_order_in_which_they_were_written() -> None:
    server = WhatsAppServer()
    late, early = server.message("text", 9, "1", text="b"), server.message("text", 8, "1", text="a")
    read = read_whatsapp(json.dumps(server.call([late, early])).encode())
    assert [one.event.text for one in read if isinstance(one.event, Wrote)] == ["a", "b"]
    lost = {"id": "w", "status": "failed", "recipient_id": "1", "errors": [{"code": 131026}]}
    statuses: list[dict[str, Any]] = [{"id": "w", "status": "read", "recipient_id": "1"}, lost]
    read = read_whatsapp(json.dumps(server.call([], statuses)).encode())
    assert read == [Told(Ignored("receipt")), Told(Failed("w failed", "w", "meta 131026"))]


@pytest.mark.parametrize(
    ("sort", "event"),
    [
        ("text", Wrote(f"m_{7:040d}", "70", "moi")),
        ("start", Arrived("p_7", "70", None)),
        ("photo", Sent(f"m_{7:040d}", "70", Other.MEDIA)),
        ("voice", Sent(f"m_{7:040d}", "70", Other.VOICE)),
        ("sticker", Sent(f"m_{7:040d}", "70", Other.STICKER)),
        ("unknown", Sent(f"m_{7:040d}", "70", Other.UNKNOWN)),
        ("press", Pressed(f"m_{7:040d}", "70", "b0")),
        ("edited", Ignored("edited")),
        ("deleted", Ignored("deleted")),
        ("echo", Ignored("echo")),
        ("receipt", Ignored("receipt")),
    ],
)
def test_messenger(sort: str, event: object) -> None:
    told = read_messenger(MessengerServer().call_of(sort, 7, "70")[0])
    assert told == [Told(event, 1_795_000_000_007)]  # type: ignore[arg-type]


NAMES = ["update_id", "message", "chat", "id", "type", "text", "object", "entry", "changes", "value", "field"]
NAMES += ["messages", "statuses", "messaging", "sender", "postback", "callback_query", "from", "timestamp"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


@given(JSON)
def test_odd_calls_are_events_or_unreadable_and_nothing_else(call: object) -> None:
    for body in (call, {"object": "page", "entry": [call]}, {"update_id": 5, "message": call}):
        for read in (read_update, read_whatsapp, read_messenger):
            with suppress(UnreadableError):
                read(json.dumps(body).encode())
