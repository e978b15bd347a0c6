"""An id for each request: on every log line of it and in the answer, so that a report leads to the lines."""

import secrets
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADER = "X-Request-Id"
REQUEST_ID = web.RequestKey("request_id", str)


@web.middleware
async def request_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Name the request. A caller's own name for it is not believed: it would stand in our logs."""
    structlog.contextvars.clear_contextvars()
    request[REQUEST_ID] = secrets.token_hex(8)
    structlog.contextvars.bind_contextvars(request=request[REQUEST_ID])
    return await handler(request)


def name_answer(request: web.Request, response: web.StreamResponse) -> None:
    """Put the id on the answer."""
    if REQUEST_ID in request:
        response.headers.setdefault(HEADER, request[REQUEST_ID])
