"""Where the providers call: `/webhooks/{channel}`.

200 says: it is stored, or it is none of ours. 401: not genuine. 400: torn. 408: too slow. 503 with
Retry-After: our database is away, deliver again. A provider never gets another 5xx, which would make it
deliver again without cause.
"""

from collections.abc import Mapping
from functools import partial

import structlog
from aiohttp import StreamReader, web

from bot.channels.messaging.adapter import Adapter, Request, UnreadableError
from bot.channels.messaging.inbox import Inbox
from bot.channels.messaging.ordering import Ordering
from bot.channels.web.incoming import whole
from bot.errors import error_response
from bot.metrics import CHANNEL_EVENTS

log = structlog.get_logger()


class Webhooks:
    """The webhook addresses of the channels that are on."""

    def __init__(
        self, adapters: Mapping[str, Adapter], inbox: Inbox, ordering: Ordering, public_url: str
    ) -> None:
        self._adapters = adapters
        self._inbox = inbox
        self._ordering = ordering
        self._public_url = public_url

    def add_routes(self, app: web.Application) -> None:
        """Add the one address for all channels."""
        app.router.add_post("/webhooks/{channel}", self.called, name="webhook")
        app.router.add_get("/webhooks/{channel}", self.greeted, name="webhook_check")

    async def greeted(self, request: web.Request) -> web.Response:
        """Answer the provider's check of the address."""
        adapter = self._adapter(request)
        answer = adapter.greets(self._request(request, b""))
        if answer is None:
            return error_response(request, 401, "unauthorized")
        return web.Response(text=answer)

    async def called(self, request: web.Request) -> web.Response:
        """Take in what a provider delivers, each event once."""
        adapter = self._adapter(request)
        if not adapter.knows_by_headers(request.headers):
            return self._forged(request, adapter)
        body = await self._body(request, adapter.longest_body)
        if body is None:
            return error_response(request, 413, "body_too_large")
        call = self._request(request, body)
        if not adapter.is_genuine(call):
            return self._forged(request, adapter)
        try:
            told = adapter.read(call)
        except UnreadableError as error:
            CHANNEL_EVENTS.labels(adapter.name, "torn").inc()
            log.warning("webhook.torn", channel=adapter.name, reason=str(error)[:100])
            return error_response(request, 400, "bad_json")
        await self._ordering.take(
            adapter.name,
            adapter.order,
            told,
            partial(self._inbox.line_of, adapter.name),
            partial(self._inbox.take, adapter),
        )
        return web.Response(text="")

    def _adapter(self, request: web.Request) -> Adapter:
        adapter = self._adapters.get(request.match_info["channel"])
        if adapter is None:
            raise web.HTTPNotFound
        return adapter

    def _forged(self, request: web.Request, adapter: Adapter) -> web.Response:
        CHANNEL_EVENTS.labels(adapter.name, "forged").inc()
        log.warning("webhook.forged", channel=adapter.name)
        return error_response(request, 401, "unauthorized")

    def _request(self, request: web.Request, body: bytes) -> Request:
        url = f"{self._public_url}{request.rel_url.raw_path}"
        if request.rel_url.raw_query_string:
            url = f"{url}?{request.rel_url.raw_query_string}"
        return Request(request.method, url, request.query, request.headers, body)

    async def _body(self, request: web.Request, longest: int) -> bytes | None:
        """The body, None where it is longer than `longest` bytes. Raises ApiError: torn, or it trickles."""
        if (request.content_length or 0) > longest:
            return None
        body = await whole(_read(request.content, longest + 1))
        return body if len(body) <= longest else None


async def _read(content: StreamReader, most: int) -> bytes:
    body = await content.read(most)
    while len(body) < most and not content.at_eof():
        body += await content.read(most - len(body))
    return body
