"""Reads what a learner sends: checked and cleaned before anything is stored."""

import asyncio
import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Awaitable
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.conversations.masked import masked
from bot.errors import ApiError

LONGEST_TEXT = 2_000
LONGEST_BODY = 64 * 1024
SLOWEST_BODY_SECONDS = 15.0
MOST_SEQ = 2**31 - 1
SEQ = re.compile(r"[0-9]{1,18}")
CLIENT_ID = re.compile(r"[\x21-\x7e]{1,100}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
KEPT_CONTROLS = {"\n", "\t"}
# Signs that turn the direction of text (Unicode bidirectional controls), and signs without width that could
# hide within a number; the joiners that emoji are made with stay.
_HIDDEN_SIGNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff"
HIDDEN = re.compile(rf"(?<=[0-9A-Za-z+-])[\u200c\u200d{_HIDDEN_SIGNS}]+(?=[0-9A-Za-z+-])|[{_HIDDEN_SIGNS}]")


async def read_json(request: web.Request) -> dict[str, Any]:
    """Read a JSON object. Raises ApiError: 400, 408 for a body that trickles in, 413 for a large one."""
    if (request.content_length or 0) > LONGEST_BODY:
        raise ApiError(413, "body_too_large")
    raw = await whole(request.read())
    try:
        body = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "bad_json") from error
    if not isinstance(body, dict):
        raise ApiError(400, "bad_json")
    return body


async def whole[T](reading: Awaitable[T]) -> T:
    """Await a body. Raises ApiError: 400 for one that is torn or cannot be decoded, 408 for a slow one."""
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            return await reading
    except TimeoutError as error:
        raise ApiError(408, "too_slow") from error
    except (ValueError, LookupError, HttpProcessingError, web.RequestPayloadError) as error:
        raise ApiError(400, "bad_json") from error


def client_message_id(body: dict[str, Any]) -> str:
    """The sender's own id of the message: 1 to 100 visible ASCII characters. Raises ApiError.

    Where something personal is in it, its hash stands for it: nothing of a person is kept that the filter
    would take out of a text. Raises FilterFailedError.
    """
    value = body.get("client_message_id")
    if not isinstance(value, str) or not CLIENT_ID.fullmatch(value):
        raise ApiError(422, "bad_client_message_id")
    return value if masked(value) == value else f"id-{hashlib.sha256(value.encode()).hexdigest()}"


def language_of(body: dict[str, Any]) -> str:
    """The language code of a new conversation; Finnish when none is given. Raises ApiError."""
    value = body.get("language", "fi")
    if not isinstance(value, str) or not LANGUAGE.fullmatch(value):
        raise ApiError(422, "bad_request")
    return value


def message_text(body: dict[str, Any]) -> str:
    """The text, cleaned of what is no text. Raises ApiError when it is none, empty or too long."""
    text = body.get("text")
    if not isinstance(text, str):
        raise ApiError(422, "bad_request")
    if len(text) > LONGEST_TEXT:
        raise ApiError(413, "text_too_long")
    cleaned = clean(text)
    if not cleaned:
        raise ApiError(422, "empty_text")
    return cleaned


def clean(text: str) -> str:
    """Drop what is no text (controls, NUL, lone surrogates, hidden signs); compose letters (NFC)."""
    kept = "".join(
        character
        for character in text
        if character in KEPT_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", HIDDEN.sub("", kept)).strip()


def number(request: web.Request, name: str) -> int:
    """A whole number from the query, 0 when it is missing. Raises ApiError."""
    value = request.query.get(name, "0")
    if not SEQ.fullmatch(value):
        raise ApiError(422, "bad_request")
    return min(int(value), MOST_SEQ)


def seconds(request: web.Request, name: str) -> float:
    """A duration from the query, 0 when it is missing. Raises ApiError."""
    try:
        value = float(request.query.get(name, "0"))
    except ValueError as error:
        raise ApiError(422, "bad_request") from error
    if not math.isfinite(value) or value < 0:
        raise ApiError(422, "bad_request")
    return value
