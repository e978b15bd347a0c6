"""The front page: who waits, and what one has."""

from aiohttp import web

from bot.console.guard import Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other


async def front(request: web.Request) -> web.Response:
    """Lead to the page that somebody's roles are for."""
    member = member_of(request)
    if member.may(Action.QUEUE_SEE):
        return see_other("/console/queue")
    return page(request, "home.html")


async def queue(request: web.Request) -> web.Response:
    """Who waits."""
    return page(request, "queue.html")


ROUTES = (
    Route("GET", "/console", "console_front", front, Action.SIGNED_IN, quiet=True),
    Route("GET", "/console/queue", "console_queue", queue, Action.QUEUE_SEE),
)
