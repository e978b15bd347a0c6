"""The pages of signing in and out."""

import re
from collections.abc import Sequence

import structlog
from aiohttp import web

from bot.console import cookies
from bot.console.guard import PageError, Route
from bot.console.keys import MEMBERS, ORGANISATIONS, PROVIDER, TEXTS, member_of
from bot.console.members import Identity
from bot.console.once import page_before
from bot.console.organisations import Account, Organisation
from bot.console.permissions import Action, Role
from bot.console.rendering import page, see_other
from bot.console.signin import pending
from bot.console.signin.oidc import Provider, SignInError
from bot.conversations.wake import QUEUE
from bot.conversations.wall import outside
from bot.forms import read_form
from bot.keys import BELL, DATABASE, SETTINGS

HOME = "/console"
INSIDE = re.compile(r"/console(/[A-Za-z0-9_./-]*)?")
DEVELOPMENT = "development"
REMEMBERED = 365 * 24 * 3600  # seconds
OAUTH_CODE = re.compile(r"[a-z_]{1,40}")  # RFC 6749, 4.1.2.1

log = structlog.get_logger()


async def choose(request: web.Request) -> web.Response:
    """The page with the ways to sign in."""
    return page(
        request,
        "sign_in.html",
        provider=request.app[PROVIDER] is not None,
        accounts=_accounts(request),
        next=_inside(request.query.get("next", "")),
    )


async def choose_language(request: web.Request) -> web.Response:
    """The same page in another language, for this browser until somebody who has chosen signs in."""
    language = request.match_info["language"]
    if language not in request.app[TEXTS]:
        raise PageError(404, "not_found")
    response = see_other(f"{HOME}/sign-in")
    cookies.write(request, response, cookies.LANGUAGE, language, REMEMBERED)
    return response


async def set_language(request: web.Request) -> web.Response:
    """Read the console in another language from now on, wherever one signs in, and here once signed out."""
    language = str((await read_form(request)).get("language", ""))
    if language not in request.app[TEXTS]:
        raise PageError(422, "bad_request")
    await request.app[MEMBERS].set_language(member_of(request).staff_id, language)
    response = see_other(page_before(request))
    cookies.write(request, response, cookies.LANGUAGE, language, REMEMBERED)
    return response


async def start(request: web.Request) -> web.Response:
    """Lead to the identity provider."""
    provider = _provider(request)
    begun = await pending.begin(request.app[DATABASE])
    try:
        address = await provider.address(begun.state, begun.nonce, begun.verifier)
    except SignInError as error:
        log.error("sign_in.provider_away", reason=str(error))
        raise PageError(503, "provider_away") from error
    response = see_other(address)
    cookies.write(request, response, cookies.SIGN_IN, begun.browser, int(pending.LASTS.total_seconds()))
    return response


async def callback(request: web.Request) -> web.Response:
    """Take back who has signed in; only with the state that this browser began with, and once."""
    provider = _provider(request)
    state, code = request.query.get("state", ""), request.query.get("code", "")
    browser = cookies.read(request, cookies.SIGN_IN)
    expected = await pending.end(request.app[DATABASE], state, browser)
    if expected is None or not code:
        log.warning("sign_in.refused", reason=_code_of(request.query.get("error", "unknown_state")))
        raise PageError(403, "sign_in_failed")
    try:
        told = await provider.told(code, expected.nonce, expected.verifier)
    except SignInError as error:
        log.warning("sign_in.refused", reason=str(error)[:200])
        raise PageError(403, "sign_in_failed") from error
    places = request.app[ORGANISATIONS].of_groups(told.groups)
    if not places:
        log.warning("sign_in.no_role", issuer=told.identity.issuer)
        raise PageError(403, "no_role")
    response = await _begin(request, told.identity, places)
    cookies.forget(request, response, cookies.SIGN_IN)
    return response


async def as_development_account(request: web.Request) -> web.Response:
    """Sign in as a made-up person; there are none where real people may come."""
    form = await read_form(request)
    account = next((one for one in _accounts(request) if one.handle == form.get("account")), None)
    organisation = request.app[ORGANISATIONS].named(account.organisation) if account else None
    if account is None or organisation is None:
        raise PageError(404, "not_found")
    identity = Identity(DEVELOPMENT, account.handle, account.name, account.handle)
    places = [(organisation, account.roles)]
    for name, roles in account.elsewhere.items():
        if other := request.app[ORGANISATIONS].named(name):
            places.append((other, roles))
    return await _begin(request, identity, places, _inside(str(form.get("next", ""))))


async def sign_out(request: web.Request) -> web.Response:
    """End the session here; what the browser kept for it is cleared by the page that follows."""
    await request.app[MEMBERS].end(member_of(request).session)
    response = page(request, "signed_out.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    cookies.forget(request, response, cookies.SESSION)
    return response


async def change_over(request: web.Request) -> web.Response:
    """Go on in another organisation of one's own, in a session of its own."""
    member, form = member_of(request), await read_form(request)
    with outside():
        secret = await request.app[MEMBERS].change_over(member, str(form.get("organisation", "")))
    if secret is None:
        raise PageError(404, "not_found")
    request.app[BELL].ring(QUEUE)
    response = see_other(HOME)
    cookies.write(request, response, cookies.SESSION, secret)
    return response


async def _begin(
    request: web.Request,
    identity: Identity,
    places: Sequence[tuple[Organisation, frozenset[Role]]],
    address: str = HOME,
) -> web.Response:
    """Begin in the first of somebody's organisations."""
    (organisation, roles), *others = places
    elsewhere = {one.id: theirs for one, theirs in others}
    secret = await request.app[MEMBERS].begin(identity, organisation, roles, elsewhere)
    request.app[BELL].ring(QUEUE)  # colleagues see who is there
    response = see_other(address)
    cookies.write(request, response, cookies.SESSION, secret)
    log.info("sign_in.done", organisation=organisation.id)
    return response


def _provider(request: web.Request) -> Provider:
    provider = request.app[PROVIDER]
    if provider is None:
        raise PageError(404, "not_found")
    return provider


def _accounts(request: web.Request) -> tuple[Account, ...]:
    """The made-up people: in development alone, and only without an identity provider."""
    if request.app[SETTINGS].mode == "production" or request.app[PROVIDER] is not None:
        return ()
    return request.app[ORGANISATIONS].development_accounts


def _code_of(said: str) -> str:
    """The code of an error as the address has it; anything else may be somebody's words and is not logged."""
    return said if OAUTH_CODE.fullmatch(said) else "unknown"


def _inside(address: str) -> str:
    """An address of the console; anything else is its front page, so that nobody is led away from us."""
    return address if INSIDE.fullmatch(address) and "//" not in address else HOME


ROUTES = (
    Route("GET", "/console/sign-in", "console_sign_in", choose, None),
    Route("GET", "/console/sign-in/start", "console_sign_in_start", start, None),
    Route("GET", "/console/sign-in/callback", "console_sign_in_callback", callback, None),
    Route(
        "POST", "/console/sign-in/development", "console_sign_in_development", as_development_account, None
    ),
    Route("GET", "/console/sign-in/language/{language}", "console_sign_in_language", choose_language, None),
    Route("POST", "/console/language", "console_language", set_language, Action.SIGNED_IN),
    Route("POST", "/console/organisation", "console_organisation", change_over, Action.SIGNED_IN),
    Route("POST", "/console/sign-out", "console_sign_out", sign_out, Action.SIGNED_IN),
)
