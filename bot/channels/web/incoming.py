"""Reads what a learner sends: checked and cleaned before anything is stored."""

import json
import re
import unicodedata
from typing import Any

from aiohttp import web

from bot.errors import ApiError

LONGEST_TEXT = 2_000
CLIENT_ID = re.compile(r"[\x21-\x7e]{1,100}")
KEPT_CONTROLS = {"\n", "\t"}
# Signs that turn the direction of text (Unicode bidirectional controls): they can make a text read as another.
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


async def read_json(request: web.Request) -> dict[str, Any]:
    """Read a JSON object. Raises ApiError 400, or aiohttp's 413 for a body over the limit."""
    try:
        body = json.loads((await request.read()).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "bad_json") from error
    if not isinstance(body, dict):
        raise ApiError(400, "bad_json")
    return body


def client_message_id(body: dict[str, Any]) -> str:
    """The sender's own id of the message: 1 to 100 visible ASCII characters. Raises ApiError."""
    value = body.get("client_message_id")
    if not isinstance(value, str) or not CLIENT_ID.fullmatch(value):
        raise ApiError(400, "bad_client_message_id")
    return value


def message_text(body: dict[str, Any]) -> str:
    """The text, cleaned of control characters. Raises ApiError when it is none, empty or too long."""
    text = body.get("text")
    if not isinstance(text, str):
        raise ApiError(400, "bad_request")
    if len(text) > LONGEST_TEXT:
        raise ApiError(413, "text_too_long")
    cleaned = clean(text)
    if not cleaned:
        raise ApiError(400, "empty_text")
    return cleaned


def clean(text: str) -> str:
    """Drop what is no text: controls, NUL, lone surrogates, signs that turn the direction."""
    kept = (
        character
        for character in BIDI.sub("", text)
        if character in KEPT_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return "".join(kept).strip()


def number(request: web.Request, name: str, highest: int) -> int:
    """A whole number from the query, 0 when it is missing. Raises ApiError."""
    value = request.query.get(name, "0")
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise ApiError(400, "bad_request")
    return min(int(value), highest)
