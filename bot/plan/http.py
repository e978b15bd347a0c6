"""HTTP of the plan: its page and downloads under an unguessable address, and for the conversation's token."""

import asyncio
import re
from collections.abc import Mapping

import structlog
from aiohttp import web

from bot.channels.web.access import opened_conversation
from bot.conversations import journal
from bot.conversations.refusals import GoneError
from bot.errors import ApiError
from bot.keys import DATABASE, SETTINGS
from bot.plan.calendar import calendar_file
from bot.plan.links import conversation_of, key_of
from bot.plan.models import Plan
from bot.plan.page import page_texts, render_for_pdf, render_gone, render_page
from bot.plan.pdf import PdfError, make_pdf
from bot.plan.view import read_plan

KEY = re.compile(r"[A-Za-z0-9_-]{43}")
# The page's address is a secret: nobody keeps it, finds it or is told where a reader came from.
PRIVATE: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}

log = structlog.get_logger()


def add_routes(app: web.Application) -> None:
    """Add the plan's routes; `app` must hold DATABASE and SETTINGS."""
    name = page_texts(app[SETTINGS].data)["file_name"]
    app.router.add_get("/plan/{key}", page, name="plan")
    app.router.add_get(f"/plan/{{key}}/{name}.pdf", pdf, name="plan_pdf")
    app.router.add_get(f"/plan/{{key}}/{name}.json", download, name="plan_json")
    app.router.add_get(f"/plan/{{key}}/{name}.ics", calendar, name="plan_calendar")
    app.router.add_get("/api/v1/conversations/{id}/plan", of_conversation, name="plan_api")


async def page(request: web.Request) -> web.Response:
    """The page, or one that says that the address leads nowhere."""
    data = request.app[SETTINGS].data
    plan = await _plan(request)
    if plan is None:
        return web.Response(
            text=render_gone(data), status=404, content_type="text/html", charset="utf-8", headers=PRIVATE
        )
    html = render_page(plan, data, f"/plan/{request.match_info['key']}")
    return web.Response(text=html, content_type="text/html", charset="utf-8", headers=PRIVATE)


async def pdf(request: web.Request) -> web.Response:
    """The plan as tagged PDF."""
    plan = await _plan_or_refuse(request)
    html = await asyncio.to_thread(render_for_pdf, plan, request.app[SETTINGS].data)
    try:
        made = await make_pdf(html)
    except PdfError as error:
        log.error("plan.pdf_failed", reason=str(error))
        raise ApiError(503, "unavailable") from error
    return web.Response(body=made, content_type="application/pdf", headers=_attached(request, "pdf"))


async def download(request: web.Request) -> web.Response:
    """The plan as JSON."""
    plan = await _plan_or_refuse(request)
    return web.Response(
        text=plan.model_dump_json(indent=1),
        content_type="application/json",
        charset="utf-8",
        headers=_attached(request, "json"),
    )


async def calendar(request: web.Request) -> web.Response:
    """The reminders for the learner's own calendar."""
    plan, settings = await _plan_or_refuse(request), request.app[SETTINGS]
    address = f"{settings.public_base_url}/plan/{request.match_info['key']}"
    text = calendar_file(plan, page_texts(settings.data)["calendar_event"], address)
    return web.Response(
        text=text, content_type="text/calendar", charset="utf-8", headers=_attached(request, "ics")
    )


async def of_conversation(request: web.Request) -> web.Response:
    """The plan for who holds the conversation's token, with the address of its page."""
    conversation_id = await opened_conversation(request)
    async with request.app[DATABASE].writing() as session:
        if await journal.lock(session, conversation_id) is None:
            raise GoneError
        key = await key_of(session, conversation_id)
        plan = await read_plan(session, conversation_id)
    address = f"{request.app[SETTINGS].public_base_url}/plan/{key}"
    return web.json_response({"page": address, "plan": plan.model_dump(mode="json")})


async def _plan(request: web.Request) -> Plan | None:
    key = request.match_info["key"]
    if not KEY.fullmatch(key):
        return None
    async with request.app[DATABASE].reading() as session:
        conversation_id = await conversation_of(session, key)
        return None if conversation_id is None else await read_plan(session, conversation_id)


async def _plan_or_refuse(request: web.Request) -> Plan:
    plan = await _plan(request)
    if plan is None:
        raise ApiError(404, "unknown_plan")
    return plan


def _attached(request: web.Request, suffix: str) -> dict[str, str]:
    name = page_texts(request.app[SETTINGS].data)["file_name"]
    return {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
