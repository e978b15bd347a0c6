"""The console's cookies. Over https they are `__Host-` ones: no other host and no plain http sets them."""

from aiohttp import web

from bot.keys import SETTINGS

SESSION = "suunta"
SIGN_IN = "suunta-sign-in"
LANGUAGE = "suunta-language"  # of pages that know nobody, like the one to sign in


def is_encrypted(request: web.Request) -> bool:
    """Whether browsers reach us over https."""
    return request.app[SETTINGS].public_base_url.startswith("https://")


def read(request: web.Request, name: str) -> str:
    """The cookie's value; empty without one."""
    return request.cookies.get(_named(request, name), "")


def write(
    request: web.Request, response: web.StreamResponse, name: str, value: str, seconds: int | None = None
) -> None:
    """Set a cookie that scripts cannot read; without `seconds` it goes with the browser."""
    response.set_cookie(
        _named(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=is_encrypted(request),
        httponly=True,
        samesite="Lax",
    )


def forget(request: web.Request, response: web.StreamResponse, name: str) -> None:
    """Take a cookie away."""
    response.del_cookie(
        _named(request, name), path="/", secure=is_encrypted(request), httponly=True, samesite="Lax"
    )


def _named(request: web.Request, name: str) -> str:
    return f"__Host-{name}" if is_encrypted(request) else name
