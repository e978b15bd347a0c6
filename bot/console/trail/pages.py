"""The auditor's page: who saw and did what in one's own organisation, and whether the trail is whole.

That somebody reads the trail stands in it too: the guard writes it down like every other access.
"""

from dataclasses import replace

from aiohttp import web
from sqlalchemy import func, select

from bot.console.guard import Route
from bot.console.keys import ROUTE_ACTIONS, member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, page, see_other
from bot.console.schema import AuditEntry
from bot.console.trail import checks
from bot.console.trail.entries import OUTCOMES, Chosen, all_of, chosen_in, page_of, people_of
from bot.conversations.wall import outside
from bot.keys import DATABASE
from bot.spreadsheets import MARK, csv_lines

ADDRESS = "/console/audit"
READS = frozenset({"GET", "HEAD"})
LINES_AT_ONCE = 500


async def show(request: web.Request) -> web.Response:
    """The newest entries that fit, and how far the chain has been walked."""
    organisation, chosen = member_of(request).organisation.id, chosen_in(request.query)
    routes = request.app[ROUTE_ACTIONS]
    async with request.app[DATABASE].reading() as session:
        entries, more = await page_of(session, organisation, chosen, routes)
        people = await people_of(session, organisation)
    with outside():
        async with request.app[DATABASE].reading() as session:
            check = await checks.latest(session)
            last = await session.scalar(select(func.max(AuditEntry.id))) or 0
    return page(
        request,
        "audit.html",
        check=check,
        fresh=max(0, last - check.last_id) if check else last,
        entries=[(one, done_in(request, one)) for one in entries],
        chosen=chosen,
        people=people,
        outcomes=OUTCOMES,
        older=_address(replace(chosen, before=more)) if more else None,
        newest=_address(replace(chosen, before=None)) if chosen.before else None,
    )


async def walk_now(request: web.Request) -> web.Response:
    """Walk over the whole trail now."""
    with outside():
        await checks.check_now(request.app[DATABASE])
    return see_other(ADDRESS)


async def download(request: web.Request) -> web.StreamResponse:
    """All entries that fit, as a file for a spreadsheet."""
    t, organisation = texts_of(request).audit, member_of(request).organisation.id
    chosen = replace(chosen_in(request.query), before=None)
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="suunta-audit.csv"'}
    response = web.StreamResponse(headers=headers)
    response.content_type, response.charset = "text/csv", "utf-8"
    await response.prepare(request)
    names = ("id", "at", "who", "action", "route", "target", "outcome", "hash")
    lines: list[tuple[str, ...]] = [tuple(str(t.columns[name]) for name in names)]
    await response.write(MARK.encode())
    async with request.app[DATABASE].reading() as session:
        async for one in all_of(session, organisation, chosen, request.app[ROUTE_ACTIONS]):
            at = one.at.isoformat()
            done = done_in(request, one)
            outcome = str(t.outcomes.get(one.outcome, one.outcome))
            lines.append((str(one.id), at, one.who, done, one.action, one.target or "", outcome, one.hash))
            if len(lines) >= LINES_AT_ONCE:
                await response.write(csv_lines(lines).encode())
                lines = []
    await response.write(csv_lines(lines).encode())
    await response.write_eof()
    return response


def done_in(request: web.Request, entry: AuditEntry) -> str:
    """What an entry tells of, in words: what was touched, and whether it was looked at or changed."""
    t = texts_of(request).audit
    action = request.app[ROUTE_ACTIONS].get(entry.action)
    if action is None:
        return entry.action
    how = t.looked if entry.detail.get("method") in READS else t.changed
    return f"{t.actions.get(action, action)}: {how}"


def _address(chosen: Chosen) -> str:
    parts = [chosen.query, f"before={chosen.before}" if chosen.before else ""]
    query = "&".join(part for part in parts if part)
    return f"{ADDRESS}?{query}" if query else ADDRESS


ROUTES = (
    Route("GET", ADDRESS, "console_audit", show, Action.AUDIT_SEE),
    Route("POST", f"{ADDRESS}/check", "console_audit_check", walk_now, Action.AUDIT_SEE),
    Route("GET", f"{ADDRESS}/trail.csv", "console_audit_csv", download, Action.AUDIT_SEE),
)
