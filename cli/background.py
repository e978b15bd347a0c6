"""`suunta background`: figures of regions from open tables, for planning."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.conversations.database import Database
from bot.days import today
from bot.impact.background import BackgroundError, Figure, keep, read_figures
from bot.impact.open_tables import Choice, Taken, take
from bot.settings import GatewaySettings, read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def background() -> None:
    """Background figures of regions."""


@app.command("import")
def import_csv(
    file: Annotated[Path, typer.Argument(help="CSV: maakunta;tieto;arvo;tilanne;lähde (docs/impact.md).")],
) -> None:
    """Take a file; it replaces what was there. A file with a fault changes nothing."""
    settings = read_settings()
    try:
        figures = read_figures(file, settings.data, today())
    except BackgroundError as error:
        stop("background", str(error), 1)
    _keep(settings, figures)
    print(f"{len(figures)} figures imported", file=sys.stderr)


@app.command("take")
def take_table(
    file: Annotated[Path, typer.Argument(help="A table as CSV, as StatFin or Vipunen gives it.")],
    measure: Annotated[str, typer.Option(help="Which figure it is; one of data/impact/background.yml.")],
    region: Annotated[str, typer.Option(help="The column with the regions.")],
    value: Annotated[str, typer.Option(help="The column with the figures.")],
    day: Annotated[str, typer.Option(help="Of when it is: 31.12.2024, 2024, or the column that says it.")],
    source: Annotated[str, typer.Option(help="Who says so, with the name of the table.")],
    where: Annotated[
        list[str] | None, typer.Option(help='Which rows, as "Ikä=55-59|60-64"; may be given several times.')
    ] = None,
) -> None:
    """Take one figure of each region out of an open table; others that are kept stay."""
    settings = read_settings()
    choice = Choice(measure, region, value, day, source, dict(_condition(one) for one in where or ()))
    try:
        taken: Taken = take(file, settings.data, choice, today())
    except BackgroundError as error:
        stop("background", str(error), 1)
    _keep(settings, taken.figures, measure)
    print(f"{len(taken.figures)} figures imported", file=sys.stderr)
    if taken.hidden:
        print(f"the table hides figures of {', '.join(taken.hidden)}: left out", file=sys.stderr)


def _condition(written: str) -> tuple[str, frozenset[str]]:
    column, sign, values = written.partition("=")
    if not sign:
        stop("background", f"write {written!r} as COLUMN=VALUE or COLUMN=VALUE|VALUE", 2)
    return column.strip(), frozenset(one.strip().lower() for one in values.split("|"))


def _keep(settings: GatewaySettings, figures: Sequence[Figure], only: str | None = None) -> None:
    async def work(database: Database) -> None:
        async with database.writing() as session:
            await keep(session, figures, only)

    run_with("background", settings, work)
