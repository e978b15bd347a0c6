"""Who may use the counsellors' API: the holder of a counsellor's token (people sign in to the console).

`SUUNTA_COUNSELLOR_TOKENS` (or the file that `SUUNTA_COUNSELLOR_TOKENS_FILE` names) holds `name=token` pairs,
or `name@organisation=token`; without an organisation it is the installation's first. The name is what changes
of owner and notes are signed with.
"""

import hashlib
import hmac

import structlog
from aiohttp import web

from bot.console.keys import MEMBERS, ORGANISATIONS
from bot.console.permissions import Action
from bot.errors import ApiError
from bot.guided.service import Actor
from bot.keys import SETTINGS


def counsellor_of(request: web.Request) -> Actor:
    """Return the counsellor whose token the request carries.

    Raises ApiError: 404 where no counsellor has a token, 401 for a missing or unknown one.
    """
    known = request.app[SETTINGS].counsellors
    if not known:
        raise ApiError(404, "not_found")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise ApiError(401, "unauthorized")
    given, found = _digest(token.strip()), None
    for name, own in known.items():
        if hmac.compare_digest(given, _digest(own)):
            found = name
    if found is None:
        raise ApiError(401, "unauthorized")
    handle, _, organisation = found.partition("@")
    structlog.contextvars.bind_contextvars(counsellor=handle)
    return Actor(handle, organisation or request.app[ORGANISATIONS].default.id)


async def is_colleague(request: web.Request, who: Actor, handle: str) -> bool:
    """Whether somebody of the same organisation answers by this name: by a token, or at the console now."""
    for name in request.app[SETTINGS].counsellors:
        one, _, organisation = name.partition("@")
        if one == handle and (organisation or request.app[ORGANISATIONS].default.id) == who.organisation:
            return True
    here = await request.app[MEMBERS].here(who.organisation)
    return any(one.handle == handle and one.may(Action.CONVERSATION_TAKE) for one in here)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
