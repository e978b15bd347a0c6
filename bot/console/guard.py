"""What stands before every page of the console.

Who asks, whether they may, from where, and that it is written down.

Access is audited before it is given: what cannot be written down does not happen.
"""

import hmac
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.console import cookies, once
from bot.console.audit import Deed
from bot.console.keys import MEMBER, MEMBERS, NOTEBOOK, texts_of
from bot.console.members import Member
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, is_htmx, page, see_other
from bot.conversations.refusals import DeskError, GoneError
from bot.conversations.wall import within
from bot.errors import ApiError
from bot.forms import read_form
from bot.guided.service import NotFoundError, NotLetInError, RefusedError
from bot.security import CHANGES_NOTHING, OUR_OWN, ForeignOriginError
from telemetry.logs import where

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SIGN_IN = "/console/sign-in"
GRANTED, DENIED, REFUSED = "granted", "denied", "refused"
TARGET = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_PROBLEMS: dict[type[DeskError], tuple[int, str]] = {
    GoneError: (410, "gone"),
    NotFoundError: (404, "not_found"),
    NotLetInError: (403, "not_let_in"),
    RefusedError: (409, "not_yours"),
}
_BY_STATUS = {
    400: "bad_request",
    401: "signed_out",
    403: "forbidden",
    404: "not_found",
    405: "not_found",
    409: "not_yours",
    410: "gone",
    413: "too_long",
    422: "bad_request",
}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Route:
    """A page or an act of the console. `action` is what it needs; None is for who is not signed in, and only
    signing in has that. `quiet` ones (streams, signs of typing) are not written down one by one. `for_all`
    ones show figures of all organisations, and so look over the wall between (bot/conversations/wall.py).
    """

    method: str
    path: str
    name: str
    handler: Handler
    action: Action | None
    quiet: bool = False
    for_all: bool = False


class PageError(Exception):
    """Something that cannot be done. `code` is the name of its words (texts: problems)."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def guarded(route: Route) -> Handler:
    """The route's handler behind the guard."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            _refuse_foreign(request)
            if route.action is not None:
                member = await _signed_in(request)
                if member is None:
                    return _to_sign_in(request)
                await _admit(request, route, route.action, member)
                return await _once(request, route, member)
            return await route.handler(request)
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - every failure becomes a page with a way on
            return await _failed(request, route, error)

    return handle


async def _once(request: web.Request, route: Route, member: Member) -> web.StreamResponse:
    """Let the route have its effect, unless the form has had it; then lead on as the first time."""
    async with once.sending(request, member) as sent:
        if sent.again:
            await _note(request, route, REFUSED)
            return see_other(once.page_before(request))
        if route.for_all:
            return sent.noted(await route.handler(request))
        with within(member.organisation.id):
            return sent.noted(await route.handler(request))


async def missing(request: web.Request) -> web.Response:
    """An address under /console that leads nowhere."""
    return problem_page(request, 404, "not_found")


def problem_page(request: web.Request, status: int, code: str) -> web.Response:
    """What went wrong and the way on: a page, or for htmx a notice in the one that is open."""
    problems = texts_of(request).problems
    told = problems[code]
    if not is_htmx(request):
        return page(request, "problem.html", status=status, told=told)
    response = page(request, "notice.html", status=status, told=told)
    response.headers["HX-Retarget"] = "#notice"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def _refuse_foreign(request: web.Request) -> None:
    """Changes come from our own pages alone. Raises ForeignOriginError."""
    if request.method in CHANGES_NOTHING:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OUR_OWN:
        raise ForeignOriginError
    _, _, host = request.headers.get("Origin", "").partition("://")
    if site is None and host.lower() != request.host.lower():
        raise ForeignOriginError


async def _signed_in(request: web.Request) -> Member | None:
    secret = cookies.read(request, cookies.SESSION)
    member = await request.app[MEMBERS].member_of(secret) if secret else None
    if member is not None:
        request[MEMBER] = member
        structlog.contextvars.bind_contextvars(counsellor=member.handle)
    return member


async def _admit(request: web.Request, route: Route, action: Action, member: Member) -> None:
    """Let the member in, or not, and write down which. Raises PageError."""
    if not member.may(action):
        await _note(request, route, DENIED)
        raise PageError(403, "forbidden")
    if request.method not in CHANGES_NOTHING:
        given = request.headers.get("X-CSRF-Token") or str((await read_form(request)).get("csrf", ""))
        if not hmac.compare_digest(given.encode("utf-8", "replace"), member.csrf.encode()):
            await _note(request, route, DENIED)
            raise PageError(403, "stale_form")
    if not route.quiet:
        await _note(request, route, GRANTED)


async def _failed(request: web.Request, route: Route, error: Exception) -> web.StreamResponse:
    status, code = _told_of(error)
    if isinstance(error, web.HTTPException) and error.status < 400:
        raise error
    if status >= 500:
        log.error("console.failed", route=route.name, error=type(error).__name__, at=where(error))
    elif MEMBER in request and code not in {"forbidden", "stale_form"}:
        await _note(request, route, REFUSED)
    return problem_page(request, status, code)


def _told_of(error: Exception) -> tuple[int, str]:
    if isinstance(error, PageError):
        return error.status, error.code
    if isinstance(error, DeskError):
        return _PROBLEMS.get(type(error), (503, "unavailable"))
    if isinstance(error, ForeignOriginError):
        return 403, "stale_form"
    if isinstance(error, ApiError):
        return error.status, _BY_STATUS.get(error.status, "bad_request")
    if isinstance(error, web.HTTPException):
        return error.status, _BY_STATUS.get(error.status, "bad_request")
    if isinstance(error, SQLAlchemyError | OSError):
        return 503, "unavailable"
    return 500, "internal"


async def _note(request: web.Request, route: Route, outcome: str) -> None:
    member, target = request[MEMBER], request.match_info.get("id")
    await request.app[NOTEBOOK].note(
        Deed(
            organisation=member.organisation.id,
            who=member.handle,
            action=route.name,
            target=target if target and TARGET.fullmatch(target) else None,
            outcome=outcome,
            detail={"method": request.method},
        )
    )


def _to_sign_in(request: web.Request) -> web.Response:
    """Lead who is not, or no longer, signed in to the sign-in, and from there back."""
    if is_htmx(request):
        return web.Response(status=401, headers={**HEADERS, "HX-Redirect": SIGN_IN})
    if request.method not in CHANGES_NOTHING or "text/event-stream" in request.headers.get("Accept", ""):
        return problem_page(request, 401, "signed_out")
    query = urlencode({"next": request.path})
    return web.Response(status=303, headers={**HEADERS, "Location": f"{SIGN_IN}?{query}"})
