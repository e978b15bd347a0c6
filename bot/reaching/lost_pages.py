"""The lead's page of what did not come through, with sending it once more and noting that it was seen to."""

from datetime import UTC, datetime

from aiohttp import web

from bot.console.guard import PageError, Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.forms import read_form
from bot.guided.letting_in import let_in
from bot.keys import DATABASE
from bot.reaching import undelivered

ADDRESS = "/console/letters"
ACTS = {"again": undelivered.send_again, "settle": undelivered.settle}
SORTS = frozenset({undelivered.CHANNEL, undelivered.LETTER})


async def show(request: web.Request) -> web.Response:
    """All that nobody has looked at yet."""
    async with request.app[DATABASE].reading() as session:
        found = await undelivered.lost(session, member_of(request).organisation.id)
        readable = await let_in(session, {one.conversation_id for one in found})
    return page(request, "letters.html", lost=found, readable=readable)


async def decide(request: web.Request) -> web.Response:
    """Send one again, or note that it was seen to; a second time is refused."""
    form = await read_form(request)
    act, sort, name = (str(form.get(field, "")) for field in ("act", "sort", "name"))
    if act not in ACTS or sort not in SORTS:
        raise PageError(422, "bad_request")
    organisation = member_of(request).organisation.id
    async with request.app[DATABASE].writing() as session:
        if not await ACTS[act](session, organisation, sort, name, datetime.now(UTC)):
            raise PageError(409, "letter_gone")
    return see_other(ADDRESS)


ROUTES = (
    Route("GET", ADDRESS, "console_letters", show, Action.LETTER_SEE),
    Route("POST", ADDRESS, "console_letter", decide, Action.LETTER_DECIDE),
)
