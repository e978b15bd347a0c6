"""The outreach worker's pages: campaigns with their counts and prints, visits, contacts.

Everything is of one's own organisation. What is wrong in a form is named, and the form keeps what was given.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot import days
from bot.console.attached import PDF, attached, page_as_pdf
from bot.console.guard import PageError, Route
from bot.console.keys import member_of, texts_of
from bot.console.permissions import Action
from bot.console.rendering import page, see_other
from bot.followup.survey_data import surveys
from bot.followup.tickets import mint
from bot.forms import read_form
from bot.impact.definitions import figures
from bot.keys import DATABASE, SETTINGS
from bot.outreach import diary, qr, store
from bot.outreach.counts import STEPS, counted
from bot.outreach.models import (
    ContactState,
    NewCampaign,
    NewContact,
    NewVisit,
    OutreachError,
    Progress,
    phase_of,
)
from bot.outreach.pages import Format, render_print, short_link
from bot.outreach.places import places_of
from bot.outreach.schema import Campaign, Contact, Visit
from bot.outreach.texts import place_types

BASE = "/console/outreach"
CONTACT, VISIT = f"{BASE}/contacts/{{key}}", f"{BASE}/visits/{{key}}"
LARGEST_ID = 2**31 - 1
MOST_LINKS = 500


async def overview(request: web.Request) -> web.Response:
    """All of it on one page."""
    return await _overview(request)


async def new_campaign(request: web.Request) -> web.Response:
    """Make a campaign."""
    return await _keep(request, NewCampaign, store.add_campaign)


async def new_visit(request: web.Request) -> web.Response:
    """Write a visit down."""
    return await _keep(request, NewVisit, diary.add_visit)


async def new_contact(request: web.Request) -> web.Response:
    """Keep a contact."""
    return await _keep(request, NewContact, diary.add_contact)


async def end(request: web.Request) -> web.Response:
    """End a campaign with this day."""
    number, organisation = _number(request), member_of(request).organisation.id
    async with request.app[DATABASE].writing() as session:
        campaign = await session.get(Campaign, number)
        if campaign is None or campaign.organisation != organisation:
            raise PageError(404, "not_found")
        await store.end_campaign(session, campaign, days.today())
    return see_other(BASE)


async def remove_visit(request: web.Request) -> web.Response:
    """Forget a visit that was written down wrongly."""
    return await _removed(request, Visit)


async def change_contact(request: web.Request) -> web.Response:
    """Say how far it has come with a partner, and what is next."""
    number, organisation = _number(request), member_of(request).organisation.id
    form = await read_form(request)
    try:
        new = Progress.model_validate({name: value for name, value in form.items() if value})
    except ValidationError as error:
        return await _overview(request, wrong=str(error.errors()[0]["loc"][0]))
    async with request.app[DATABASE].writing() as session:
        if not await diary.change_contact(session, organisation, number, new):
            raise PageError(404, "not_found")
    return see_other(BASE)


async def survey_links(request: web.Request) -> web.Response:
    """Links with which students answer a survey once, as a file to hand out; they cannot be made again."""
    form, organisation = await read_form(request), member_of(request).organisation.id
    name, count = str(form.get("survey", "")), str(form.get("count", ""))
    settings = request.app[SETTINGS]
    survey = surveys(settings.data).get(name)
    if (
        survey is None
        or not count.isdecimal()
        or not count.isascii()
        or not 1 <= int(count[:9]) <= MOST_LINKS
    ):
        return await _overview(request, wrong="survey" if survey is None else "count")
    async with request.app[DATABASE].writing() as session:
        tokens = [await mint(session, name, organisation, days.today()) for _ in range(int(count))]
    lines = [survey.title, *(f"{settings.public_base_url}/s/{token}" for token in tokens)]
    body = "".join(f"{line}\r\n" for line in lines).encode()
    return attached(body, "text/plain", f"suunta-{name}.txt", "utf-8")


async def remove_contact(request: web.Request) -> web.Response:
    """Forget a contact."""
    return await _removed(request, Contact)


async def _removed[Row: (Visit, Contact)](request: web.Request, table: type[Row]) -> web.Response:
    number, organisation = _number(request), member_of(request).organisation.id
    async with request.app[DATABASE].writing() as session:
        if not await diary.remove(session, table, organisation, number):
            raise PageError(404, "not_found")
    return see_other(BASE)


async def poster(request: web.Request) -> web.Response:
    """A poster or cards as tagged PDF."""
    campaign, settings = await _campaign(request), request.app[SETTINGS]
    wanted = request.query.get("format", Format.A4)
    if wanted not in set(Format):
        raise PageError(422, "bad_request")
    form = Format(wanted)
    html = render_print(campaign, settings.data, settings.public_base_url, form)
    made = await page_as_pdf(html, "outreach.pdf_failed", "poster.css")
    return attached(made, PDF, f"suunta-{campaign.code}-{form}.pdf")


async def qr_svg(request: web.Request) -> web.Response:
    """The code alone, as SVG."""
    campaign = await _campaign(request)
    link = short_link(request.app[SETTINGS].public_base_url, campaign.code)
    return attached(qr.svg(link), "image/svg+xml", f"suunta-{campaign.code}.svg")


async def qr_png(request: web.Request) -> web.Response:
    """The code alone, as PNG."""
    campaign = await _campaign(request)
    link = short_link(request.app[SETTINGS].public_base_url, campaign.code)
    return attached(qr.png(link), "image/png", f"suunta-{campaign.code}.png")


async def _keep(request: web.Request, model: type[BaseModel], add: Any) -> web.Response:
    member, data = member_of(request), request.app[SETTINGS].data
    form = await read_form(request)
    given = {
        name: value for name, value in form.items() if isinstance(value, str) and name in model.model_fields
    }
    filled = {name: value for name, value in given.items() if value.strip()}
    try:
        new = model.model_validate({**filled, "organisation": member.organisation.id})
        async with request.app[DATABASE].writing() as session:
            await add(session, data, new, member.handle)
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        return await _overview(request, wrong=str(place[0]) if place else "ends_on", given=given)
    except OutreachError as error:
        return await _overview(request, wrong=error.field, given=given)
    return see_other(BASE)


async def _overview(
    request: web.Request, wrong: str | None = None, given: Mapping[str, str] | None = None
) -> web.Response:
    settings, organisation = request.app[SETTINGS], member_of(request).organisation.id
    async with request.app[DATABASE].reading() as session:
        campaigns = await counted(session, await store.campaigns(session, organisation))
        visits = await diary.visits(session, organisation)
        contacts = await diary.contacts(session, organisation)
    t, today = texts_of(request), days.today()
    w = t.outreach
    return page(
        request,
        "outreach.html",
        status=422 if wrong else 200,
        w=w,
        wrong=_label(w, wrong) if wrong else None,
        given={"place_type": None, "municipality": None, **_nothing(), **(given or {})},
        campaigns=campaigns,
        steps=STEPS,
        defined=[(w.steps[step], figures(settings.data).of_count(step)) for step in STEPS],
        visits=visits,
        contacts=contacts,
        states=list(ContactState),
        place_types=place_types(settings.data).places,
        surveys=surveys(settings.data).surveys,
        most_links=MOST_LINKS,
        code_of={one.campaign.id: one.campaign.code for one in campaigns},
        towns=list(places_of(settings.data).municipalities.values()),
        today=today.isoformat(),
        date=days.written,
        phase=lambda one: str(phase_of(one.starts_on, one.ends_on, today)),
        link=lambda code: short_link(settings.public_base_url, code),
        title_of=lambda name: _title(settings.data, name, t.language),
    )


def _nothing() -> dict[str, None]:
    return dict.fromkeys(NewCampaign.model_fields)


def _label(w: Any, field: str) -> str:
    """What a field is called on the page."""
    for part in (w.new, w.visits, w.contacts, w.links):
        if (label := part.get(field, "")) != "":
            return str(label)
    return field


def _title(data: Path, name: str, language: str) -> str:
    kind = place_types(data).get(name)
    return kind.called(language) if kind else name


def _number(request: web.Request) -> int:
    written = request.match_info["key"]
    if not written.isascii() or not written.isdecimal() or len(written) > 10 or int(written) > LARGEST_ID:
        raise PageError(404, "not_found")
    return int(written)


async def _campaign(request: web.Request) -> Campaign:
    number, organisation = _number(request), member_of(request).organisation.id
    async with request.app[DATABASE].reading() as session:
        campaign = await session.get(Campaign, number)
    if campaign is None or campaign.organisation != organisation:
        raise PageError(404, "not_found")
    return campaign


ROUTES = (
    Route("GET", BASE, "console_outreach", overview, Action.OUTREACH_SEE),
    Route("POST", f"{BASE}/campaigns", "console_campaign_new", new_campaign, Action.OUTREACH_EDIT),
    Route("POST", f"{BASE}/visits", "console_visit_new", new_visit, Action.OUTREACH_EDIT),
    Route("POST", f"{BASE}/contacts", "console_contact_new", new_contact, Action.OUTREACH_EDIT),
    Route("POST", CONTACT, "console_contact_change", change_contact, Action.OUTREACH_EDIT),
    Route("POST", f"{CONTACT}/remove", "console_contact_remove", remove_contact, Action.OUTREACH_EDIT),
    Route("POST", f"{VISIT}/remove", "console_visit_remove", remove_visit, Action.OUTREACH_EDIT),
    Route("POST", f"{BASE}/survey-links", "console_survey_links", survey_links, Action.OUTREACH_EDIT),
    Route("POST", f"{BASE}/{{key}}/end", "console_campaign_end", end, Action.OUTREACH_EDIT),
    Route("GET", f"{BASE}/{{key}}/poster.pdf", "console_campaign_poster", poster, Action.OUTREACH_SEE),
    Route("GET", f"{BASE}/{{key}}/qr.svg", "console_campaign_svg", qr_svg, Action.OUTREACH_SEE),
    Route("GET", f"{BASE}/{{key}}/qr.png", "console_campaign_png", qr_png, Action.OUTREACH_SEE),
)
