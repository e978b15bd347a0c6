"""Headers that keep a page to itself, and the origins that may embed the widget."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.keys import LIMITS, SETTINGS
from bot.limits import address_of

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

UNLIMITED = {"/healthz", "/readyz"}


def content_policy(embed_origins: frozenset[str]) -> str:
    """The page's content security policy: its own scripts, styles and calls, nothing inline."""
    ancestors = " ".join(["'self'", *sorted(embed_origins)])
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers, and those that allow embedding, on every response."""
    settings = request.app[SETTINGS]
    response.headers.setdefault("Content-Security-Policy", content_policy(settings.origins))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    origin = request.headers.get("Origin")
    if settings.origins:
        response.headers.add("Vary", "Origin")
    if origin and origin in settings.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"


@web.middleware
async def guard_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count the request against its address; answer a browser's preflight from an allowed origin."""
    settings = request.app[SETTINGS]
    if request.path not in UNLIMITED:
        request.app[LIMITS].count_request(address_of(request, settings.trusted_proxies))
    if request.method == "OPTIONS" and request.headers.get("Origin") in settings.origins:
        return web.Response(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, POST, DELETE",
                "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
                "Access-Control-Max-Age": "600",
            },
        )
    return await handler(request)
