"""Headers that keep a page to itself, the origins that may embed the widget, and who may use a cookie."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.keys import DOORKEEPER, LIMITS, SETTINGS
from bot.limits import address_of
from bot.requests import name_answer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

UNLIMITED = {"/healthz", "/readyz"}
CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_OWN = frozenset({"same-origin", "none"})  # Sec-Fetch-Site; "none" is the address bar


class ForeignOriginError(Exception):
    """Another site made the browser send a person's cookie along with a change."""


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
    name_answer(request, response)
    response.headers.setdefault("Content-Security-Policy", content_policy(settings.origins))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if settings.mode == "production":
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    origin = request.headers.get("Origin")
    if settings.origins:
        response.headers.add("Vary", "Origin")
    if origin and origin in settings.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After, X-Request-Id"


def refuse_forgery(request: web.Request) -> None:
    """Let a change that rides on a cookie come from our own pages alone (CSRF). Raises ForeignOriginError.

    Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin alone; without either it
    is refused. Learners have tokens, not cookies, and are not touched.
    """
    if request.method in CHANGES_NOTHING or "Cookie" not in request.headers:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site in OUR_OWN:
            return
        raise ForeignOriginError
    _, _, host = request.headers.get("Origin", "").partition("://")
    if not host or host.lower() != request.host.lower():
        raise ForeignOriginError


@web.middleware
async def guard_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count the request against its address, refuse forged ones, answer an allowed origin's preflight."""
    settings = request.app[SETTINGS]
    request.app[DOORKEEPER].note_request(request.protocol)
    if request.path not in UNLIMITED:
        request.app[LIMITS].count_request(address_of(request, settings.trusted_proxies))
    refuse_forgery(request)
    if request.method == "OPTIONS" and request.headers.get("Origin") in settings.origins:
        return web.Response(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
                "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
                "Access-Control-Max-Age": "600",
            },
        )
    return await handler(request)
