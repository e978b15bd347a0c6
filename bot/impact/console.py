"""The dashboard in the console, and its files. What the filters in the address say holds for all of them."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from bot.console.attached import attached, page_as_pdf
from bot.console.guard import PageError, Route
from bot.console.keys import ORGANISATIONS, member_of
from bot.console.permissions import Action
from bot.console.rendering import page
from bot.console.texts import Words
from bot.impact.counting import Filters
from bot.impact.files import Document, csv_file, docx_file, of_report, xlsx_file
from bot.impact.keys import IMPACT, OUTLOOKS
from bot.impact.learning import learned, learning_tables
from bot.impact.outlooks import outlook_table
from bot.impact.page import render_for_pdf, values
from bot.impact.planning import planning_tables
from bot.impact.report import Report
from bot.impact.tables import Table, is_figure, said
from bot.impact.texts import impact_texts
from bot.impact.wording import month
from bot.keys import DATABASE
from bot.outreach.places import places_of
from bot.outreach.texts import place_types

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
NAME = re.compile(r"[\w .:-]{1,100}")
Field = tuple[str, str, list[tuple[str, str]]]  # name, label, values with their titles
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


async def dashboard(request: web.Request) -> web.Response:
    """The page."""
    impact, filters = request.app[IMPACT], filters_of(request)
    report = await _report(request, filters)
    choices, data = await impact.choices(filters.organisation), impact.data
    t = impact_texts(data)
    months = [(one, month(one)) for one in choices.months]
    fields = (
        ("first", t.filters.first, months),
        ("last", t.filters.last, months),
        ("region", t.filters.region, [(one, one) for one in places_of(data).regions]),
        ("channel", t.filters.channel, [(one, t.channels.get(one, one)) for one in choices.channels]),
        ("place_type", t.filters.place_type, [(one.id, one.title) for one in place_types(data).places]),
        *_organisations(request, t),
    )
    return page(
        request,
        "impact.html",
        **values(report, data),
        fields=fields,
        chosen=asdict(filters),
        query=_query(filters),
    )


async def download(request: web.Request) -> web.Response:
    """A file of what the page shows."""
    impact, kind = request.app[IMPACT], request.path.rpartition(".")[2]
    report = await _report(request, filters_of(request))
    body = await MAKERS[kind](report, request)
    name = f"{impact_texts(impact.data).file_name}.{kind}"
    return attached(body, KINDS[kind], name)


async def _report(request: web.Request, filters: Filters) -> Report:
    """The report, with the name of the organisation that it is of."""
    known = {one.id: one.name for one in request.app[ORGANISATIONS].organisations}
    found = await request.app[IMPACT].report(filters)
    return replace(found, whose=known.get(filters.organisation or "", ""))


async def assistant(request: web.Request) -> web.Response:
    """Where people stop, what they skip, what was not known."""
    impact, filters = request.app[IMPACT], filters_of(request)
    async with request.app[DATABASE].reading() as session:
        found = await learned(session, filters, datetime.now(UTC))
    t = impact_texts(impact.data)
    months = [(one, month(one)) for one in (await impact.choices(filters.organisation)).months]
    fields = [
        ("first", t.filters.first, months),
        ("last", t.filters.last, months),
        *_organisations(request, t),
    ]
    tables = learning_tables(found, impact.data)
    return _tables(request, t.analytics.title, t.analytics.intro, tables, fields, filters)


async def planning(request: web.Request) -> web.Response:
    """Who lives here, whom we reach, whom we miss."""
    data, filters = request.app[IMPACT].data, filters_of(request)
    t = impact_texts(data)
    regions = [(one, one) for one in places_of(data).regions]
    fields = [("region", t.filters.region, regions), *_organisations(request, t)]
    tables = await _planned(request, filters)
    return _tables(
        request, t.planning.title, t.planning.intro, tables, fields, filters, files=tuple(PLANNING_KINDS)
    )


async def planning_file(request: web.Request) -> web.Response:
    """A file of what that page shows."""
    data, kind, filters = request.app[IMPACT].data, request.path.rpartition(".")[2], filters_of(request)
    t = impact_texts(data).planning
    lines = [t.intro, filters.region or t.all_regions]
    document = Document(t.title, lines, await _planned(request, filters))
    body = await asyncio.to_thread(PLANNING_KINDS[kind], document, data)
    return attached(body, KINDS[kind], f"{t.file_name}.{kind}")


async def _planned(request: web.Request, filters: Filters) -> list[Table]:
    data = request.app[IMPACT].data
    async with request.app[DATABASE].reading() as session:
        tables = await planning_tables(session, data, filters.organisation, filters.region)
    outlook = await outlook_table(request.app[OUTLOOKS], data, filters.region)
    return [*tables[:-1], outlook, tables[-1]]


def _tables(
    request: web.Request,
    title: str,
    intro: str,
    tables: Sequence[Table],
    fields: Sequence[Field],
    filters: Filters,
    files: Sequence[str] = (),
) -> web.Response:
    t = impact_texts(request.app[IMPACT].data)
    return page(
        request,
        "impact_tables.html",
        w=t,
        title=title,
        intro=intro,
        tables=tables,
        said=lambda cell: said(cell, t),
        is_figure=is_figure,
        fields=fields,
        chosen=asdict(filters),
        files=files,
        query=_query(filters),
    )


def _query(filters: Filters) -> str:
    """The filters as the end of an address."""
    query = urlencode({name: value for name, value in asdict(filters).items() if value})
    return f"?{query}" if query else ""


def filters_of(request: web.Request) -> Filters:
    """What is asked for, within what the member may see: without IMPACT_SEE_ALL their own organisation alone.

    Raises PageError for what is no filter, and for another's organisation.
    """
    asked = {name: request.query.get(name) or None for name in asdict(Filters())}
    for name in ("first", "last"):
        if asked[name] is not None and not MONTH.fullmatch(str(asked[name])):
            raise PageError(422, "bad_request")
    if any(value is not None and not NAME.fullmatch(value) for value in asked.values()):
        raise PageError(422, "bad_request")
    filters, member = Filters(**asked), member_of(request)
    if member.may(Action.IMPACT_SEE_ALL):
        return filters
    if filters.organisation not in {None, member.organisation.id}:
        raise PageError(403, "forbidden")
    return replace(filters, organisation=member.organisation.id)


def _organisations(request: web.Request, t: Words) -> list[Field]:
    """The field of organisations, for who may choose among them."""
    if not member_of(request).may(Action.IMPACT_SEE_ALL):
        return []
    some = [(one.id, one.name) for one in request.app[ORGANISATIONS].organisations]
    return [("organisation", t.filters.organisation, some)]


async def _pdf(report: Report, request: web.Request) -> bytes:
    html = await asyncio.to_thread(render_for_pdf, report, request.app[IMPACT].data)
    return await page_as_pdf(html, "impact.pdf_failed", "impact_report.css")


def _in_thread(make: Callable[..., bytes]) -> Callable[[Report, web.Request], Awaitable[bytes]]:
    async def made(report: Report, request: web.Request) -> bytes:
        data = request.app[IMPACT].data
        return await asyncio.to_thread(lambda: make(of_report(report, data), data))

    return made


PLANNING_KINDS: dict[str, Callable[[Document, Path], bytes]] = {
    "docx": docx_file,
    "xlsx": xlsx_file,
    "csv": csv_file,
}
MAKERS: dict[str, Callable[[Report, web.Request], Awaitable[bytes]]] = {
    "csv": _in_thread(csv_file),
    "xlsx": _in_thread(xlsx_file),
    "docx": _in_thread(docx_file),
    "pdf": _pdf,
}

_seen = partial(Route, "GET", action=Action.IMPACT_SEE, for_all=True)

ROUTES = (
    _seen("/console/impact", "console_impact", dashboard),
    _seen("/console/impact/assistant", "console_impact_assistant", assistant),
    _seen("/console/impact/planning", "console_impact_planning", planning),
    *(
        _seen(f"/console/impact/planning.{kind}", f"console_impact_planning_{kind}", planning_file)
        for kind in PLANNING_KINDS
    ),
    *(_seen(f"/console/impact/report.{kind}", f"console_impact_{kind}", download) for kind in KINDS),
)
