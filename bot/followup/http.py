"""The pages of surveys. They set no cookie, need no script, and keep nothing of who opened them.

A ticket is changed by a button, not by opening its page: programs that look at links do not use it up.
"""

import re
from typing import Any

from aiohttp import web

from bot.days import today
from bot.followup import surveying, tickets
from bot.followup.survey_data import Survey, surveys
from bot.forms import read_form
from bot.html import rendered
from bot.keys import DATABASE, SETTINGS
from bot.outreach.places import places_of

KEY = re.compile(r"[A-Za-z0-9_-]{22}")
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
}


def add_routes(app: web.Application) -> None:
    """Add the pages; `app` must hold DATABASE and SETTINGS."""
    app.router.add_get("/s/t/{key}", show_ticket, name="survey_ticket")
    app.router.add_post("/s/t/{key}", change_ticket, name="survey_ticket_change")
    app.router.add_get("/s/{key}", show_survey, name="survey")
    app.router.add_post("/s/{key}", take_answers, name="survey_answers")


async def show_ticket(request: web.Request) -> web.Response:
    """What leads from a conversation to a survey."""
    return page_of(request, "survey_ticket.html")


async def change_ticket(request: web.Request) -> web.Response:
    """Change the ticket for a token, and lead there."""
    key = request.match_info["key"]
    async with request.app[DATABASE].writing() as session:
        token = await tickets.change(session, key, today()) if KEY.fullmatch(key) else None
    if token is None:
        return _closed(request)
    return web.Response(status=303, headers={**HEADERS, "Location": f"/s/{token}"})


async def show_survey(request: web.Request) -> web.Response:
    """The questions, all on one page."""
    key, data = request.match_info["key"], request.app[SETTINGS].data
    async with request.app[DATABASE].reading() as session:
        known = KEY.fullmatch(key)
        survey = await surveying.survey_of(session, data, key, today()) if known else None
    if survey is None:
        return _closed(request)
    return page_of(request, "survey.html", survey=survey, regions=places_of(data).regions)


async def take_answers(request: web.Request) -> web.Response:
    """Keep the answers; a second time says that it is done."""
    key, data = request.match_info["key"], request.app[SETTINGS].data
    form = await read_form(request)
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    survey: Survey | None = None
    if KEY.fullmatch(key):
        async with request.app[DATABASE].writing() as session:
            survey = await surveying.answer(session, data, key, given, today())
    if survey is None:
        return _closed(request)
    page = surveys(data).page
    return said_of(request, page.done_title, survey.thanks)


def said_of(request: web.Request, title: str, text: str, status: int = 200) -> web.Response:
    """A page that says one thing, with the way to the chat."""
    return page_of(request, "survey_said.html", status=status, title=title, text=text)


def _closed(request: web.Request) -> web.Response:
    page = surveys(request.app[SETTINGS].data).page
    return said_of(request, page.used_title, page.used, 410)


def page_of(request: web.Request, template: str, status: int = 200, **values: Any) -> web.Response:
    """A page around a survey, with the headers that keep it to itself."""
    page = surveys(request.app[SETTINGS].data).page
    return web.Response(
        text=rendered(template, t=page, **values),
        status=status,
        content_type="text/html",
        charset="utf-8",
        headers=HEADERS,
    )
