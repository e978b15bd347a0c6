"""What all handlers share: reading parameters, answering JSON with an ETag."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from aiohttp import web
from pydantic import BaseModel

from backends.problems import ProblemError

LONGEST_NAME = 100
_LONGEST_NUMBER = 9


def short_text(request: web.Request, name: str) -> str | None:
    """A text parameter of at most 100 characters; None if missing or blank."""
    value = request.query.get(name, "").strip()
    if len(value) > LONGEST_NAME:
        raise ProblemError("bad_parameter", "length", parameter=name, limit=LONGEST_NAME)
    return value or None


def number(request: web.Request, name: str, default: int, low: int, high: int) -> int:
    """A whole-number parameter."""
    value = request.query.get(name)
    if value is None:
        return default
    digits = value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
    if not (digits and low <= int(value) <= high):
        raise ProblemError("bad_parameter", "number", parameter=name, low=low, high=high)
    return int(value)


def choices(request: web.Request, name: str, values: Iterable[str]) -> tuple[str, ...]:
    """A parameter that may be repeated, or hold several values between commas."""
    known = [str(value) for value in values]
    given = [
        value.strip() for text in request.query.getall(name, []) for value in text.split(",") if value.strip()
    ]
    if any(value not in known for value in given):
        raise ProblemError("bad_parameter", "choice", parameter=name, choices=", ".join(known))
    return tuple(dict.fromkeys(given))


def answer(request: web.Request, body: BaseModel) -> web.Response:
    """The body as JSON with an ETag; 304 where the asker has it already."""
    return answer_text(request, body.model_dump_json())


def answer_text(request: web.Request, text: str) -> web.Response:
    """JSON that is made already, likewise."""
    body = text.encode()
    digest = blake2b(body, digest_size=12).hexdigest()
    held = request.if_none_match
    if held and any(tag.value in (digest, "*") for tag in held):
        return web.Response(status=304, headers={"ETag": f'"{digest}"'})
    headers = {"Content-Type": "application/json; charset=utf-8", "ETag": f'"{digest}"'}
    return web.Response(body=body, headers=headers)
