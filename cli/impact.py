"""`suunta impact`: the figures as files without a browser, and counting everything again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.conversations.database import Database
from bot.impact.counting import Filters
from bot.impact.files import csv_file, docx_file, of_report, xlsx_file
from bot.impact.gather import SETTLES, count_again, refresh
from bot.impact.page import render_for_pdf
from bot.impact.service import Impact
from bot.plan.pdf import make_pdf
from bot.settings import GatewaySettings, read_settings
from cli.gateway_database import run_with, stop, write_made

app = typer.Typer(no_args_is_help=True, add_completion=False)
MONTH = "A month, as 2026-11."


@app.callback()
def impact() -> None:
    """Figures of the dashboard."""


@app.command("report")
def report(
    target: Annotated[Path, typer.Argument(help="File to write: .pdf, .docx, .xlsx or .csv.")],
    first: Annotated[str | None, typer.Option("--from", help=MONTH)] = None,
    last: Annotated[str | None, typer.Option("--to", help=MONTH)] = None,
    region: Annotated[str | None, typer.Option(help="A region, as Pirkanmaa.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Id of an organisation.")] = None,
) -> None:
    """Count what is new, and write the report."""
    settings, kind = read_settings(), target.suffix.lower()
    filters = Filters(first=first, last=last, region=region, organisation=organisation)
    if kind not in {".pdf", ".docx", ".xlsx", ".csv"}:
        stop("impact", f"{target}: write .pdf, .docx, .xlsx or .csv", 2)

    async def work(database: Database) -> bytes:
        await _bring_up(database, settings)
        return await _made(database, settings.data, kind, filters)

    write_made("impact", target, lambda: run_with("impact", settings, work))


@app.command("recount")
def recount() -> None:
    """Make every counted row anew, as after a change of data/impact/groups.yml."""
    settings = read_settings()

    async def work(database: Database) -> None:
        async with database.writing() as session:
            await count_again(session)
        await _bring_up(database, settings)

    run_with("impact", settings, work)


async def _bring_up(database: Database, settings: GatewaySettings) -> None:
    more = True
    while more:
        async with database.writing() as session:
            more = await refresh(session, settings.data, datetime.now(UTC) + SETTLES)


async def _made(database: Database, data: Path, kind: str, filters: Filters) -> bytes:
    counted = await Impact(database, data).report(filters)
    if kind == ".pdf":
        html = await asyncio.to_thread(render_for_pdf, counted, data)
        return await make_pdf(html, "impact_report.css")
    make = {".docx": docx_file, ".xlsx": xlsx_file, ".csv": csv_file}[kind]
    return make(of_report(counted, data), data)
