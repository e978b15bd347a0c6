"""The front page: who waits, and what one has."""

from aiohttp import web

from bot.console.guard import Route
from bot.console.keys import MEMBERS, member_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.console.waiting import board_for
from bot.conversations.wake import QUEUE
from bot.forms import read_form
from bot.keys import BELL, DATABASE
from bot.reaching import undelivered

ADDRESS = "/console/queue"


async def front(request: web.Request) -> web.Response:
    """Lead to the page that somebody's roles are for."""
    member = member_of(request)
    if member.may(Action.QUEUE_SEE):
        return see_other(ADDRESS)
    return page(request, "home.html")


async def queue(request: web.Request) -> web.Response:
    """Who waits, what one has, who is there."""
    member = member_of(request)
    lost = 0
    if member.may(Action.LETTER_SEE):
        async with request.app[DATABASE].reading() as session:
            lost = await undelivered.count(session, member.organisation.id)
    return page(request, "queue.html", lost=lost, **(await board_for(request)).values())


async def set_available(request: web.Request) -> web.Response:
    """Say whether one takes new conversations now; colleagues see it."""
    member, form = member_of(request), await read_form(request)
    await request.app[MEMBERS].set_available(member.session, available=form.get("available") == "yes")
    request.app[BELL].ring(QUEUE)
    return see_other(ADDRESS)


ROUTES = (
    Route("GET", "/console", "console_front", front, Action.SIGNED_IN, quiet=True),
    Route("GET", ADDRESS, "console_queue", queue, Action.QUEUE_SEE),
    Route("POST", "/console/available", "console_available", set_available, Action.QUEUE_SEE),
)
