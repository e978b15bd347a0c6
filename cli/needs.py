"""`suunta needs`: training needs of workplaces, from forms that were filled in on paper or at an event."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.conversations.database import Database
from bot.days import today
from bot.followup.needs_import import NeedsError, keep, read_forms
from bot.settings import read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def needs() -> None:
    """Training needs of workplaces."""


@app.command("import")
def import_csv(
    file: Annotated[Path, typer.Argument(help="CSV: a form a row (docs/impact.md).")],
) -> None:
    """Take a file; it replaces what came from a file of this name. A file with a fault changes nothing."""
    settings = read_settings()
    try:
        forms = read_forms(file, settings.data, today())
    except NeedsError as error:
        stop("needs", str(error), 1)

    async def work(database: Database) -> None:
        async with database.writing() as session:
            await keep(session, forms, file.name)

    run_with("needs", settings, work)
    print(f"{len(forms)} forms imported", file=sys.stderr)
