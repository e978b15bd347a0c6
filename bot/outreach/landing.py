"""`/o/{code}`: where a poster's code leads. It counts the scan and opens the chat with the code as source.

No cookie is set and no address is kept. An ended or unknown code leads on to the chat all the same.
"""

from datetime import date
from pathlib import Path

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.desk import Opening
from bot.days import today
from bot.keys import DATABASE, SETTINGS
from bot.outreach.models import Phase, phase_of
from bot.outreach.pages import render_not_in_use
from bot.outreach.robots import is_person
from bot.outreach.schema import Campaign
from bot.outreach.store import campaign_of, count_scan, opening_of

UNKNOWN = "unknown"
STATUS = {Phase.EARLY: 200, Phase.ENDED: 410, UNKNOWN: 404}
NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

log = structlog.get_logger()


def add_routes(app: web.Application) -> None:
    """Add the address; `app` must hold DATABASE and SETTINGS."""
    app.router.add_get("/o/{code}", land, name="outreach_landing")


def opening(data: Path) -> Opening:
    """What the desk asks about a source: whether it is a campaign of today, and how it greets."""

    async def of(session: AsyncSession, source: str) -> tuple[str, str] | None:
        return await opening_of(session, data, source, today())

    return of


async def land(request: web.Request) -> web.StreamResponse:
    """Lead to the chat; a code that is not in use gets a page that says so, with the way on."""
    written, day = request.match_info["code"], today()
    async with request.app[DATABASE].reading() as session:
        campaign = await campaign_of(session, written)
    if campaign is None:
        return _not_in_use(request, UNKNOWN)
    phase = phase_of(campaign.starts_on, campaign.ends_on, day)
    if phase is not Phase.ACTIVE:
        return _not_in_use(request, phase)
    if is_person(request.method, request.headers, request.app[SETTINGS].data):
        await _count(request, campaign, day)
    raise web.HTTPSeeOther(f"/chat?source={campaign.code}", headers=NOT_KEPT)


async def _count(request: web.Request, campaign: Campaign, day: date) -> None:
    """Count the scan; a count that fails must not keep anybody from the chat."""
    try:
        async with request.app[DATABASE].writing() as session:
            await count_scan(session, campaign.id, day)
    except (SQLAlchemyError, OSError) as error:
        log.warning("outreach.scan_not_counted", error=type(error).__name__)


def _not_in_use(request: web.Request, why: str) -> web.Response:
    return web.Response(
        text=render_not_in_use(request.app[SETTINGS].data, why),
        status=STATUS[why],
        content_type="text/html",
        charset="utf-8",
        headers=NOT_KEPT,
    )
