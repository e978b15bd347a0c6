"""Field mode: a page that works without the net, the script that keeps it, and where records come in.

The page itself knows nothing of anybody: a tablet may keep it. Who is signed in, the form's token and the key
to seal with come from `/console/field/session`, which is never kept but in the page.
"""

import json
from pathlib import Path

import structlog
from aiohttp import web
from pydantic import ValidationError

from bot.channels.web.incoming import whole
from bot.console.assets import BUILT
from bot.console.field import sealed
from bot.console.field.records import Record, keep
from bot.console.field.settings import read_field
from bot.console.guard import PageError, Route
from bot.console.intake import read_intake
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import HEADERS, page
from bot.console.waiting import actor_of
from bot.days import today
from bot.keys import DATABASE, SETTINGS
from bot.outreach.models import Phase, phase_of
from bot.outreach.store import campaigns
from bot.outreach.texts import place_types
from bot.privacy.keys import keys_of

BASE = "/console/field"
LONGEST_SEALED = 64_000
MOST_CAMPAIGNS = 50
WORKER = BUILT / "field-worker.js"
MANIFEST = Path(__file__).parent / "manifest.webmanifest"

log = structlog.get_logger()


def add_routes(app: web.Application) -> None:
    """What a browser asks for without a person: the worker's script and the manifest."""
    app.router.add_get(f"{BASE}/worker.js", worker, name="console_worker")
    app.router.add_get(f"{BASE}/manifest.webmanifest", manifest, name="console_manifest")


async def worker(request: web.Request) -> web.FileResponse:
    """The script that keeps the page for when the net is away; for this part of the console alone."""
    headers = {**HEADERS, "Content-Type": "text/javascript; charset=utf-8", "Service-Worker-Allowed": BASE}
    return web.FileResponse(WORKER, headers=headers)


async def manifest(request: web.Request) -> web.FileResponse:
    """What the page is called and looks like when it is installed."""
    return web.FileResponse(MANIFEST, headers={**HEADERS, "Content-Type": "application/manifest+json"})


async def show(request: web.Request) -> web.Response:
    """The page, the same for everybody."""
    data = request.app[SETTINGS].data
    intake = read_intake(data)
    questions = [found for name in read_field(data).questions if (found := intake.question(name))]
    return page(request, "field.html", questions=questions)


async def session(request: web.Request) -> web.Response:
    """Who is signed in, the token for sending, the key to seal with, the campaigns of these days."""
    member = member_of(request)
    key = sealed.public_key(keys_of(request.app[SETTINGS]), _whose(request))
    body = {"name": member.name, "place": member.organisation.name, "csrf": member.csrf, "key": key}
    return web.json_response({**body, "campaigns": await _campaigns(request)}, headers=HEADERS)


async def receive(request: web.Request) -> web.Response:
    """A sealed record: 201 when it is new, 200 when it was here before. Raises PageError for what is none."""
    text = await whole(request.text())
    try:
        if len(text) > LONGEST_SEALED:
            raise PageError(413, "too_long")
        content = sealed.opened(keys_of(request.app[SETTINGS]), _whose(request), text)
        record = Record.model_validate(json.loads(content))
    except sealed.SealedError as error:
        raise PageError(409, "bad_request") from error
    except (ValueError, ValidationError, RecursionError) as error:
        raise PageError(422, "bad_request") from error
    async with request.app[DATABASE].writing() as within:
        new = await keep(
            within, read_intake(request.app[SETTINGS].data), record, actor_of(member_of(request))
        )
    log.info("field.received", new=new)
    return web.json_response({"new": new}, status=201 if new else 200, headers=HEADERS)


async def _campaigns(request: web.Request) -> list[dict[str, str]]:
    """The campaigns that run, by the names of their places."""
    kinds, day, language = place_types(request.app[SETTINGS].data), today(), texts_of(request).language
    async with request.app[DATABASE].reading() as within:
        found = await campaigns(within, member_of(request).organisation.id)
    running = [one for one in found if phase_of(one.starts_on, one.ends_on, day) is Phase.ACTIVE]
    offered = []
    for one in running[:MOST_CAMPAIGNS]:
        kind = kinds.get(one.place_type)
        parts = (kind.called(language) if kind else one.place_type, one.municipality, one.partner)
        offered.append({"code": one.code, "name": ", ".join(part for part in parts if part)})
    return offered


def _whose(request: web.Request) -> str:
    member = member_of(request)
    return f"{member.organisation.id} {member.handle}"


ROUTES = (
    Route("GET", BASE, "console_field", show, Action.FIELD_USE),
    Route("GET", f"{BASE}/session", "console_field_session", session, Action.FIELD_USE, quiet=True),
    Route("POST", f"{BASE}/records", "console_field_record", receive, Action.FIELD_USE),
)
