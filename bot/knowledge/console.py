"""The lead's pages on facts: what needs a look, a fact with its edits, an edit and who agrees with it.

Facts belong to the whole installation and hold nothing of anybody, so that leads of all its organisations
see the same edits; who agrees is another person than the author.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from backends.client.fact_upkeep import EditChecked, KeptFact, KeptFacts
from bot.channels.web.incoming import clean
from bot.console.guard import PageError, Route
from bot.console.keys import member_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.console.waiting import actor_of
from bot.forms import read_form
from bot.keys import DATABASE
from bot.knowledge import edits
from bot.knowledge.content import FIELDS, WrongFieldError, content_in, shown
from bot.knowledge.keys import PUBLISHER, UPKEEP
from bot.knowledge.schema import FactEdit
from bot.knowledge.states import Move, MoveRefusedError, State, moves_for

BASE = "/console/knowledge"
FACT = f"{BASE}/facts/{{id}}"
EDIT = f"{FACT}/edits/{{key}}"
FACT_ID = re.compile(r"[a-z_]{1,60}")
LARGEST_ID = 2**31 - 1
LONG_FIELDS = ("text", "unsure", "question")
DAY_FIELDS = ("checked_on", "valid_from", "valid_to")
STATUSES = ("verified", "unverified", "draft")


async def overview(request: web.Request) -> web.Response:
    """What waits for a reviewer, what needs a look, all facts."""
    kept = await request.app[UPKEEP].all()
    async with request.app[DATABASE].reading() as session:
        waiting = await edits.open_edits(session)
    return page(
        request,
        "knowledge.html",
        waiting=waiting,
        facts=kept.items if isinstance(kept, KeptFacts) else None,
        stale=[one for one in kept.items if one.reason] if isinstance(kept, KeptFacts) else [],
    )


async def show_fact(request: web.Request) -> web.Response:
    """A fact as it is served, the form for an edit, its history."""
    return await _fact_page(request, await _kept(request))


async def begin(request: web.Request) -> web.Response:
    """Begin an edit: keep it as a draft, or propose it too. What is wrong in the form is named."""
    kept, form, who = await _kept(request), await read_form(request), actor_of(member_of(request))
    if kept.locked:
        raise PageError(422, "fact_locked")
    why = clean(str(form.get("why", "")))
    try:
        content = None if form.get("restore") == "yes" else content_in(form).to_json()
    except WrongFieldError as error:
        return await _fact_page(request, kept, wrong=error.field, given=form)
    async with request.app[DATABASE].writing() as session:
        edit = await edits.begin(session, kept.id, who, content, why)
    return see_other(_address(edit))


async def show_edit(request: web.Request) -> web.Response:
    """An edit beside what is served now."""
    return await _edit_page(request, await _kept(request), await _edit(request))


async def change(request: web.Request) -> web.Response:
    """Write a draft anew."""
    kept, form, who = await _kept(request), await read_form(request), actor_of(member_of(request))
    try:
        content = content_in(form).to_json()
    except WrongFieldError as error:
        return await _edit_page(request, kept, await _edit(request), wrong=error.field, given=form)
    async with request.app[DATABASE].writing() as session:
        edit = await edits.locked(session, *_place(request))
        if edit is None:
            raise PageError(404, "not_found")
        try:
            await edits.change(edit, session, who, content, clean(str(form.get("why", ""))))
        except MoveRefusedError as error:
            raise PageError(409, "not_your_move") from error
    return see_other(_address(edit))


def moving(move: Move) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of a move."""

    async def handle(request: web.Request) -> web.Response:
        form, who = await read_form(request), actor_of(member_of(request))
        reason = clean(str(form.get("reason", "")))
        if move is Move.APPROVE and form.get("seen") != "yes":
            raise PageError(422, "not_seen")
        if move is Move.REJECT and not reason:
            raise PageError(422, "no_why")
        if move in {Move.PROPOSE, Move.APPROVE}:
            await _must_hold(request, await _edit(request))
        async with request.app[DATABASE].writing() as session:
            edit = await edits.locked(session, *_place(request))
            if edit is None:
                raise PageError(404, "not_found")
            try:
                await edits.move(session, edit, move, who, reason)
            except MoveRefusedError as error:
                raise PageError(409, "not_your_move") from error
            except edits.OutdatedError as error:
                raise PageError(409, "fact_outdated") from error
        if move is Move.APPROVE:
            await request.app[PUBLISHER].publish()
        return see_other(_address(edit))

    return handle


async def _kept(request: web.Request) -> KeptFact:
    """The fact of the address. Raises PageError: 404, and 503 while the backends are away."""
    fact_id = request.match_info["id"]
    if not FACT_ID.fullmatch(fact_id):
        raise PageError(404, "not_found")
    kept = await request.app[UPKEEP].all()
    if not isinstance(kept, KeptFacts):
        raise PageError(503, "facts_away")
    found = kept.find(fact_id)
    if found is None:
        raise PageError(404, "not_found")
    return found


def _place(request: web.Request) -> tuple[str, int]:
    """Fact and number of the edit in the address."""
    fact_id, key = request.match_info["id"], request.match_info["key"]
    if not FACT_ID.fullmatch(fact_id) or not re.fullmatch(r"[0-9]{1,10}", key) or int(key) > LARGEST_ID:
        raise PageError(404, "not_found")
    return fact_id, int(key)


async def _edit(request: web.Request) -> FactEdit:
    async with request.app[DATABASE].reading() as session:
        edit = await edits.find(session, *_place(request))
    if edit is None:
        raise PageError(404, "not_found")
    return edit


async def _must_hold(request: web.Request, edit: FactEdit) -> None:
    """Raises PageError for an edit that the backends would not lay over the fact, or cannot look at now."""
    if edit.content is None:
        return
    checked = await request.app[UPKEEP].check(edit.fact_id, edit.content)
    if not isinstance(checked, EditChecked):
        raise PageError(503, "facts_away")
    if checked.problems:
        raise PageError(422, "fact_not_ready")


async def _fact_page(
    request: web.Request, kept: KeptFact, wrong: str | None = None, given: Mapping[str, Any] | None = None
) -> web.Response:
    async with request.app[DATABASE].reading() as session:
        history = await edits.history(session, kept.id)
    holds = next((one for one in history if one.state == State.APPROVED), None)
    served = shown(kept.served)
    return page(
        request,
        "knowledge_fact.html",
        status=422 if wrong else 200,
        kept=kept,
        served=served,
        history=history,
        unserved=holds is not None and holds.content is not None and holds.id != kept.edit,
        wrong=wrong,
        form=_form(given) if given is not None else {**served, "checked_on": "", "why": ""},
        **_FORM,
    )


async def _edit_page(
    request: web.Request,
    kept: KeptFact,
    edit: FactEdit,
    wrong: str | None = None,
    given: Mapping[str, Any] | None = None,
) -> web.Response:
    state, by_author = State(edit.state), edit.author == member_of(request).handle
    served = shown(kept.served)
    wanted = shown(edit.content) if edit.content is not None else shown(kept.release)
    is_open = state in {State.DRAFT, State.PROPOSED}
    checked = (
        await request.app[UPKEEP].check(kept.id, edit.content) if edit.content and is_open else EditChecked()
    )
    async with request.app[DATABASE].reading() as session:
        holds = await edits.approved_id(session, kept.id)
    return page(
        request,
        "knowledge_edit.html",
        status=422 if wrong else 200,
        kept=kept,
        edit=edit,
        served=served,
        wanted=wanted,
        unchanged={name for name in FIELDS if served[name] == wanted[name]},
        moves=moves_for(state, by_author=by_author),
        problems=checked.problems if isinstance(checked, EditChecked) else None,
        outdated=is_open and holds != edit.based_on,
        wrong=wrong,
        form=_form(given) if given is not None else {**wanted, "why": edit.why},
        **_FORM,
    )


def _form(given: Mapping[str, Any]) -> dict[str, str]:
    return {name: clean(str(given.get(name, ""))) for name in (*FIELDS, "why")}


def _address(edit: FactEdit) -> str:
    return f"{BASE}/facts/{edit.fact_id}/edits/{edit.id}"


_FORM: dict[str, Any] = {
    "Move": Move,
    "fields": FIELDS,
    "long_fields": LONG_FIELDS,
    "day_fields": DAY_FIELDS,
    "statuses": STATUSES,
}
_MOVES = (Move.PROPOSE, Move.TAKE_BACK, Move.DROP, Move.APPROVE, Move.REJECT)

ROUTES = (
    Route("GET", BASE, "console_knowledge", overview, Action.KNOWLEDGE_SEE),
    Route("GET", FACT, "console_fact", show_fact, Action.KNOWLEDGE_SEE),
    Route("POST", f"{FACT}/edits", "console_fact_begin", begin, Action.KNOWLEDGE_EDIT),
    Route("GET", EDIT, "console_fact_edit", show_edit, Action.KNOWLEDGE_SEE),
    Route("POST", EDIT, "console_fact_change", change, Action.KNOWLEDGE_EDIT),
    *(
        Route("POST", f"{EDIT}/{move}", f"console_fact_{move}", moving(move), Action.KNOWLEDGE_EDIT)
        for move in _MOVES
    ),
)
