"""The counsellors' page of application rounds, of one's own organisation: see, enter, change, withdraw."""

from collections.abc import Mapping

from aiohttp import web
from pydantic import ValidationError

from bot import days
from bot.console.guard import PageError, Route
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.forms import read_form
from bot.keys import DATABASE
from bot.rounds import store
from bot.rounds.models import NewRound, RoundError
from bot.rounds.schema import ApplicationRound

BASE = "/console/rounds"
FIELDS = ("title", "opens_on", "closes_on", "closes_at", "source", "source_url", "checked_on")
LARGEST_ID = 2**31 - 1


async def overview(request: web.Request) -> web.Response:
    """All that are kept, and the form; with `?change=ID` it has what is kept of one."""
    number = request.query.get("change")
    if number is None:
        return await _overview(request)
    row = await _find(request, number)
    held = {name: getattr(row, name) for name in FIELDS}
    return await _overview(request, given={k: str(v) for k, v in held.items() if v is not None}, changed=row)


async def keep(request: web.Request) -> web.Response:
    """Keep what the form has: a new round, or the one of `id` anew."""
    form = await read_form(request)
    given = {name: str(form[name]).strip() for name in FIELDS if str(form.get(name, "")).strip()}
    row = await _find(request, str(form["id"])) if form.get("id") else None
    member = member_of(request)
    try:
        new = NewRound.model_validate({**given, **_imported(row)})
        async with request.app[DATABASE].writing() as session:
            await store.keep(
                session, member.organisation.id, new, member.handle, days.today(), row.id if row else None
            )
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        return await _overview(request, str(place[0]) if place else "closes_on", given, row)
    except RoundError as error:
        return await _overview(request, error.field, given, row)
    return see_other(BASE)


async def withdraw(request: web.Request) -> web.Response:
    """Tell nobody of one any more."""
    row, member = await _find(request, request.match_info["key"]), member_of(request)
    async with request.app[DATABASE].writing() as session:
        await store.withdraw(session, member.organisation.id, row.id, member.handle)
    return see_other(BASE)


def _imported(row: ApplicationRound | None) -> dict[str, object]:
    """What a form does not show and a change leaves as it is."""
    return {"key": row.key, "courses": tuple(row.courses.split())} if row else {}


async def _find(request: web.Request, written: str) -> ApplicationRound:
    if not written.isascii() or not written.isdecimal() or len(written) > 10 or int(written) > LARGEST_ID:
        raise PageError(404, "not_found")
    async with request.app[DATABASE].reading() as session:
        row = await store.find(session, member_of(request).organisation.id, int(written))
    if row is None or row.withdrawn_at is not None:
        raise PageError(404, "not_found")
    return row


async def _overview(
    request: web.Request,
    wrong: str | None = None,
    given: Mapping[str, str] | None = None,
    changed: ApplicationRound | None = None,
) -> web.Response:
    today, w = days.today(), texts_of(request).rounds
    async with request.app[DATABASE].reading() as session:
        rows = await store.listed(session, member_of(request).organisation.id, today)
    return page(
        request,
        "rounds.html",
        status=422 if wrong else 200,
        w=w,
        wrong=w.fields.get(wrong, wrong) if wrong else None,
        given={**dict.fromkeys(FIELDS, ""), **(given or {})},
        changed=changed,
        rounds=rows,
        today=today.isoformat(),
        date=days.written,
        told=lambda row: store.may_be_told(row, today),
    )


ROUTES = (
    Route("GET", BASE, "console_rounds", overview, Action.ROUND_SEE),
    Route("POST", BASE, "console_round_keep", keep, Action.ROUND_EDIT),
    Route("POST", f"{BASE}/{{key}}/withdraw", "console_round_withdraw", withdraw, Action.ROUND_EDIT),
)
