"""`suunta rounds`: times of applying that people are reminded of, from Opintopolku's answers."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import aiohttp
import typer

from bot import days
from bot.console.organisations import read_organisations
from bot.conversations.database import Database
from bot.rounds import store
from bot.rounds.looking import Looking
from bot.rounds.models import RoundError
from bot.rounds.opintopolku import read_rounds
from bot.rounds.schema import ApplicationRound
from bot.rounds.setup import service_of
from bot.settings import GatewaySettings, read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True, add_completion=False)
DAY = ["%Y-%m-%d"]
Whose = Annotated[str | None, typer.Option(help="Id of an organisation; the first without.")]


@app.callback()
def rounds() -> None:
    """Times of applying, with their source."""


@app.command("list")
def show(organisation: Whose = None) -> None:
    """List what is kept and not over."""
    settings = read_settings()

    async def work(database: Database) -> list[str]:
        async with database.reading() as session:
            rows = await store.listed(session, _id(settings, organisation), days.today())
        return [_line(one) for one in rows]

    print("\n".join(run_with("rounds", settings, work)))


def _line(row: ApplicationRound) -> str:
    closes = days.written(row.closes_on) if row.closes_on else "-"
    source = f"{row.source}, {days.written(row.checked_on)}"
    return "\t".join((str(row.id), days.written(row.opens_on), closes, row.title, source))


@app.command("import")
def import_answers(
    files: Annotated[list[Path], typer.Argument(help="JSON: answers of a toteutus or a haku.")],
    checked: Annotated[datetime, typer.Option("--checked", formats=DAY, help="Day of the answers.")],
    organisation: Whose = None,
) -> None:
    """Take the times of Opintopolku's answers that are not over; a file with a fault changes nothing."""
    settings, today = read_settings(), days.today()
    try:
        found = [one for file in files for one in read_rounds(file, checked.date(), today).items()]
    except RoundError as error:
        stop("rounds", str(error), 1)

    async def work(database: Database) -> None:
        async with database.writing() as session:
            for oid, some in found:
                await store.bring_up(session, _id(settings, organisation), oid, some, store.IMPORT, today)

    run_with("rounds", settings, work)
    print(f"{sum(len(some) for _, some in found)} rounds imported", file=sys.stderr)


@app.command("fetch")
def fetch() -> None:
    """Look up at Opintopolku now: the courses in people's plans, and the rounds that are kept."""
    settings = read_settings()

    async def work(database: Database) -> Counter[str]:
        async with aiohttp.ClientSession() as session:
            return await Looking(database, session, service_of(settings)).look_up_all()

    done = run_with("rounds", settings, work)
    print(", ".join(f"{count} {what}" for what, count in sorted(done.items())) or "nothing to look up")
    if done["away"]:
        stop("rounds", "Opintopolku does not answer; what was known stays", 1)


def _id(settings: GatewaySettings, organisation: str | None) -> str:
    known = [one.id for one in read_organisations(settings.data, settings.organisations).organisations]
    if organisation is not None and organisation not in known:
        stop("rounds", f"{organisation} is no organisation; there are {', '.join(known)}", 2)
    return organisation or known[0]
