"""`suunta reviews`: what leads approved of the counsellors' corrections, as candidates of training data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.console.guided.candidates import approved_reviews, lexicon, table
from bot.console.schema import SuggestionReview
from bot.console.texts import read_console_texts
from bot.conversations.database import Database
from bot.settings import read_settings
from cli.gateway_database import run_with, stop, write_made

LEXICON, TABLE = "candidates.yml", "reviews.csv"

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def reviews() -> None:
    """What counsellors made of suggestions, once a lead has approved it."""


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go.", file_okay=False)],
    organisation: Annotated[str | None, typer.Option(help="Id of one organisation; else all.")] = None,
) -> None:
    """Write candidates.yml (entries for data/skills/lexicon) and reviews.csv (all decisions, counted).

    Nothing is trained by itself: read the candidates, and move what is good into the lexicon.
    """
    settings = read_settings()

    async def work(database: Database) -> Sequence[SuggestionReview]:
        async with database.reading() as session:
            return await approved_reviews(session, organisation)

    found = run_with("reviews", settings, work)
    heading = str(read_console_texts(settings.data)["fi"].reviews.heading)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop("reviews", f"{folder}: {error.strerror}", 1)
    write_made("reviews", folder / LEXICON, lambda: lexicon(found, heading).encode())
    write_made("reviews", folder / TABLE, lambda: table(found).encode())
    typer.echo(f"{len(found)} approved reviews: {folder / LEXICON}, {folder / TABLE}", err=True)
