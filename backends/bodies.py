"""Reading JSON bodies of requests."""

from __future__ import annotations

from aiohttp import web
from pydantic import BaseModel, ValidationError

from backends.problems import ProblemError

LONGEST_TEXT = 20_000


async def read_body[M: BaseModel](request: web.Request, model: type[M]) -> M:
    """The request's JSON; ProblemError names the member that is wrong, never its value."""
    try:
        content = await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise ProblemError("body_too_large", limit=LONGEST_TEXT) from error
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        member = ".".join(map(str, first["loc"])) or "JSON"
        raise ProblemError("bad_body", member=member, rule=first["type"]) from error
