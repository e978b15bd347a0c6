"""`suunta outreach`: campaigns with their codes, and what is printed of them."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from bot.conversations.database import Database
from bot.days import today
from bot.outreach import qr
from bot.outreach.models import NewCampaign, OutreachError, phase_of
from bot.outreach.pages import Format, render_print, short_link
from bot.outreach.schema import Campaign
from bot.outreach.store import add_campaign, campaign_of, campaigns, scans_of
from bot.plan.pdf import make_pdf
from bot.settings import GatewaySettings, read_settings
from cli.gateway_database import run_with, stop, write_made
from nlu.places import shared_places
from nlu.places.model import MUNICIPALITY

app = typer.Typer(no_args_is_help=True, add_completion=False)
DAY = ["%Y-%m-%d"]


@app.callback()
def outreach() -> None:
    """Campaigns: codes, posters and cards of places where people are met."""


@app.command("new")
def new(
    place_type: Annotated[str, typer.Argument(help="Kind of place, as cafe; see data/outreach.")],
    municipality: Annotated[str, typer.Argument(help="Municipality, in any case form.")],
    starts: Annotated[
        datetime | None, typer.Option("--from", formats=DAY, help="First day; today without.")
    ] = None,
    ends: Annotated[datetime | None, typer.Option("--to", formats=DAY, help="Last day; else open.")] = None,
    partner: Annotated[str, typer.Option(help="With whom; it stands on the poster.")] = "",
    greeting: Annotated[str | None, typer.Option(help="Opening line of conversations from here.")] = None,
    goal: Annotated[int | None, typer.Option(help="How many conversations are hoped for.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Organisation that runs it.")] = None,
) -> None:
    """Make a campaign; prints it as JSON, with its code and short link."""
    try:
        wanted = NewCampaign(
            place_type=place_type,
            municipality=_nominative(municipality),
            starts_on=starts.date() if starts else today(),
            ends_on=ends.date() if ends else None,
            partner=partner,
            greeting=greeting,
            goal=goal,
            organisation=organisation,
        )
    except ValidationError as error:
        stop("outreach", "; ".join(one["msg"] for one in error.errors()), 2)
    settings = read_settings()

    async def work(database: Database) -> dict[str, Any]:
        async with database.writing() as session:
            return _json(await add_campaign(session, settings.data, wanted, "command line"), settings)

    try:
        print(json.dumps(run_with("outreach", settings, work), ensure_ascii=False))
    except OutreachError as error:
        stop("outreach", str(error), 2)


@app.command("list")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list on standard output.")] = False,
) -> None:
    """List all campaigns, the newest first."""
    settings = read_settings()

    async def work(database: Database) -> list[dict[str, Any]]:
        async with database.reading() as session:
            return [
                {**_json(one, settings), "scans": await scans_of(session, one.id)}
                for one in await campaigns(session, everywhere=True)
            ]

    found = run_with("outreach", settings, work)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for one in found:
        until = one["ends_on"] or "open"
        print(
            f"{one['code']}  {one['phase']:<6} {one['place_type']:<24} {one['municipality']:<16}"
            f" {one['starts_on']}–{until}  {one['link']}"
        )


@app.command("poster")
def poster(
    code: Annotated[str, typer.Argument(help="Code of the campaign.")],
    target: Annotated[Path, typer.Argument(help="File to write: .pdf, .svg or .png (the QR code alone).")],
    form: Annotated[Format, typer.Option("--format", help="What the PDF is.")] = Format.A4,
) -> None:
    """Write a poster or cards as tagged PDF, or the QR code as SVG or PNG."""
    settings = read_settings()

    async def work(database: Database) -> bytes:
        async with database.reading() as session:
            campaign = await campaign_of(session, code)
        if campaign is None:
            stop("outreach", f"there is no campaign with the code {code!r}; see: suunta outreach list", 1)
        return await _printed(campaign, settings, target.suffix.lower(), form)

    write_made("outreach", target, lambda: run_with("outreach", settings, work))
    if settings.public_url is None:
        print(
            f"note: the code leads to {settings.public_base_url}; set SUUNTA_PUBLIC_URL before printing",
            file=sys.stderr,
        )


async def _printed(campaign: Campaign, settings: GatewaySettings, suffix: str, form: Format) -> bytes:
    link = short_link(settings.public_base_url, campaign.code)
    if suffix == ".svg":
        return qr.svg(link)
    if suffix == ".png":
        return qr.png(link)
    if suffix != ".pdf":
        stop("outreach", f"{suffix or 'a file without an ending'} is not known; write .pdf, .svg or .png", 2)
    html = render_print(campaign, settings.data, settings.public_base_url, form)
    return await make_pdf(html, "poster.css")


def _nominative(written: str) -> str:
    """The municipality that is meant by "Tampereella"; what is none is left as it was written."""
    found = [one.name for one in shared_places().find_in(written) if one.kind == MUNICIPALITY]
    return found[0] if len(found) == 1 else written


def _json(campaign: Campaign, settings: GatewaySettings) -> dict[str, Any]:
    return {
        "code": campaign.code,
        "link": short_link(settings.public_base_url, campaign.code),
        "place_type": campaign.place_type,
        "municipality": campaign.municipality,
        "starts_on": campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else None,
        "phase": str(phase_of(campaign.starts_on, campaign.ends_on, today())),
        "partner": campaign.partner,
        "goal": campaign.goal,
        "organisation": campaign.organisation,
    }
