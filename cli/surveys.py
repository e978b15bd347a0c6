"""`suunta surveys`: links with which students answer a survey once, to be handed out."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.conversations.database import Database
from bot.days import today
from bot.followup.survey_data import surveys as known_surveys
from bot.followup.tickets import mint
from bot.settings import read_settings
from cli.gateway_database import run_with, stop

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def surveys() -> None:
    """The surveys of students."""


@app.command("links")
def links(
    survey: Annotated[str, typer.Argument(help="start or end.")],
    count: Annotated[int, typer.Option(min=1, max=2_000, help="How many.")] = 20,
    organisation: Annotated[str | None, typer.Option(help="Id of the organisation.")] = None,
) -> None:
    """Print links, one a line. They are stored as hashes: what is lost cannot be printed again."""
    settings = read_settings()
    if known_surveys(settings.data).get(survey) is None:
        names = ", ".join(one.id for one in known_surveys(settings.data).surveys)
        stop("surveys", f"{survey!r} is none of {names}", 2)

    async def work(database: Database) -> list[str]:
        async with database.writing() as session:
            return [await mint(session, survey, organisation, today()) for _ in range(count)]

    for token in run_with("surveys", settings, work):
        print(f"{settings.public_base_url}/s/{token}")
