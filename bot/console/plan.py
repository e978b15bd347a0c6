"""The person's plan, edited together: steps added, changed, done, moved; the link and code to take it home.

Every change is signed by the counsellor (bot/plan/store.py keeps who changed what) and stands in the export.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.web.incoming import clean
from bot.console.case import case_of, conversation_in
from bot.console.guard import PageError, Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, page, see_other
from bot.console.waiting import actor_of
from bot.forms import read_form
from bot.guided.service import found, own
from bot.keys import BELL, DATABASE, SETTINGS
from bot.outreach.qr import svg
from bot.plan import store
from bot.plan.links import key_of, renew
from bot.plan.models import NewEntry

ADDRESS = "/console/conversations/{id}/plan"
FIELDS = ("title", "who", "where", "when", "note")
KINDS = frozenset({"step", "question"})


async def show(request: web.Request) -> web.Response:
    """The plan with its forms, its link and code."""
    conversation_id = conversation_in(request)
    async with request.app[DATABASE].writing() as session:
        await found(session, conversation_id, member_of(request).organisation.id)
        address = await _address(request, session, conversation_id)
        entries = await store.entries(session, conversation_id)
        changes = await store.changes(session, conversation_id)
    case = await case_of(request, conversation_id)
    by = {change.item_id: change.who for change in changes}
    return page(request, "plan.html", case=case, entries=entries, by=by, address=address)


async def code(request: web.Request) -> web.Response:
    """The code that opens the plan's page, to be read by a phone."""
    conversation_id = conversation_in(request)
    async with request.app[DATABASE].writing() as session:
        await found(session, conversation_id, member_of(request).organisation.id)
        drawn = svg(await _address(request, session, conversation_id))
    return web.Response(body=drawn, headers={**HEADERS, "Content-Type": "image/svg+xml"})


async def add(request: web.Request) -> web.Response:
    """Add a step, or a question to ask somebody."""
    form = await read_form(request)
    kind = str(form.get("kind", "step"))
    if kind not in KINDS:
        raise PageError(422, "bad_request")
    content = _content(form)
    entry = _valid(kind, f"{kind}:{secrets.token_urlsafe(8)}", content)

    async def added(session: AsyncSession, conversation_id: str, who: str) -> None:
        await store.add(session, conversation_id, entry, who=who)

    return await _changed(request, added)


async def change(request: web.Request) -> web.Response:
    """Change, tick, move or take out an entry."""
    form, item = await read_form(request), request.match_info["item"]
    act = str(form.get("act", ""))

    async def changed(session: AsyncSession, conversation_id: str, who: str) -> None:
        entries = await store.entries(session, conversation_id)
        place = next((number for number, one in enumerate(entries) if one.id == item), None)
        if place is None:
            raise PageError(404, "not_found")
        if act == "edit":
            kept = entries[place].model_dump(exclude_defaults=True)
            entry = _valid(entries[place].kind, entries[place].key, {**kept, **_content(form)})
            await store.edit(session, conversation_id, item, store.masked(entry.content), who=who)
        elif act in {"done", "open"}:
            await store.mark(session, conversation_id, item, done=act == "done", who=who)
        elif act in {"up", "down"}:
            await store.move(session, conversation_id, item, place + (1 if act == "down" else -1), who=who)
        elif act == "remove":
            await store.remove(session, conversation_id, item, who=who)
        else:
            raise PageError(422, "bad_request")

    return await _changed(request, changed)


async def new_link(request: web.Request) -> web.Response:
    """Give the plan a new address; the old one leads nowhere from now on."""

    async def renewed(session: AsyncSession, conversation_id: str, who: str) -> None:
        await renew(session, conversation_id)

    return await _changed(request, renewed)


async def _changed(request: web.Request, act: Any) -> web.Response:
    conversation_id, who = conversation_in(request), actor_of(member_of(request))
    async with request.app[DATABASE].writing() as session:
        await own(session, conversation_id, who)
        try:
            await act(session, conversation_id, who.handle)
        except store.PlanFullError as error:
            raise PageError(422, "plan_full") from error
    request.app[BELL].ring(conversation_id)
    return see_other(f"/console/conversations/{conversation_id}/plan")


def _content(form: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: clean(str(form.get(name, ""))) or None for name in FIELDS if name in form}


def _valid(kind: str, key: str, content: Mapping[str, Any]) -> NewEntry:
    """The entry without personal data in its words. Raises PageError."""
    try:
        entry = NewEntry.model_validate({**content, "kind": kind, "key": key})
    except ValidationError as error:
        raise PageError(422, "bad_request") from error
    masked = store.masked(entry.content)
    return NewEntry.model_validate({**masked.model_dump(), "kind": kind, "key": key})


async def _address(request: web.Request, session: AsyncSession, conversation_id: str) -> str:
    return f"{request.app[SETTINGS].public_base_url}/plan/{await key_of(session, conversation_id)}"


ROUTES = (
    Route("GET", ADDRESS, "console_plan", show, Action.PLAN_EDIT),
    Route("GET", f"{ADDRESS}/code.svg", "console_plan_code", code, Action.PLAN_EDIT, quiet=True),
    Route("POST", ADDRESS, "console_plan_add", add, Action.PLAN_EDIT),
    Route("POST", f"{ADDRESS}/link", "console_plan_link", new_link, Action.PLAN_EDIT),
    Route("POST", f"{ADDRESS}/entries/{{item}}", "console_plan_change", change, Action.PLAN_EDIT),
)
