"""`suunta background`: figures of regions from open tables, for planning."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.conversations.database import Database
from bot.days import today
from bot.impact.background import BackgroundError, keep, read_figures
from bot.settings import read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def background() -> None:
    """Background figures of regions."""


@app.command("import")
def import_csv(
    file: Annotated[Path, typer.Argument(help="CSV: region,measure,value,as_of,source (docs/impact.md).")],
) -> None:
    """Take a file; it replaces what was there. A file with a fault changes nothing."""
    settings = read_settings()
    try:
        figures = read_figures(file, settings.data, today())
    except BackgroundError as error:
        stop("background", str(error), 1)

    async def work(database: Database) -> None:
        async with database.writing() as session:
            await keep(session, figures)

    run_with("background", settings, work)
    print(f"{len(figures)} figures imported", file=sys.stderr)
