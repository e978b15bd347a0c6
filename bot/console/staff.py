"""Who is signed in, for leads and admins; an admin ends the sessions of somebody at once."""

from aiohttp import web

from bot.console.guard import PageError, Route
from bot.console.keys import MEMBERS, member_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other

ADDRESS = "/console/staff"


async def show(request: web.Request) -> web.Response:
    """Who is signed in to one's own organisation."""
    here = await request.app[MEMBERS].here(member_of(request).organisation.id)
    return page(request, "staff.html", here=here)


async def revoke(request: web.Request) -> web.Response:
    """End all sessions of somebody in one's own organisation; open pages of theirs close within seconds."""
    number, organisation = request.match_info["person"], member_of(request).organisation.id
    if not number.isdigit() or len(number) > 9:
        raise PageError(404, "not_found")
    if not await request.app[MEMBERS].end_all_of(int(number), organisation):
        raise PageError(404, "not_found")
    return see_other(ADDRESS)


ROUTES = (
    Route("GET", ADDRESS, "console_staff", show, Action.STAFF_SEE),
    Route("POST", f"{ADDRESS}/{{person}}/revoke", "console_staff_revoke", revoke, Action.STAFF_REVOKE),
)
