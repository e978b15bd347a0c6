"""Spans around the requests that an aiohttp application answers."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from telemetry.tracing import HEADER, SpanKind, span

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


def tracing_middleware(*, trusts_callers: bool) -> Middleware:
    """A span a request, named by its route. Only inside the house is a caller's trace continued."""

    @web.middleware
    async def trace_request(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path in QUIET:
            return await handler(request)
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "(none)"
        parent = request.headers.get(HEADER) if trusts_callers else None
        name = f"{request.method} {route}"
        with span(name, parent=parent, kind=SpanKind.SERVER, route=route) as current:
            response = await handler(request)
            current.set_attribute("status", response.status)
            return response

    return trace_request
