"""`suunta audit verify`: whether the trail of what counsellors saw and did is whole."""

import asyncio
import json
from typing import Annotated

import typer

from bot.console.audit import Verdict, verify
from bot.conversations.database import Database
from bot.settings import read_settings
from cli.explained import explained

app = typer.Typer(no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Look at the audit trail."""


@app.command("verify")
def verify_trail(
    known: Annotated[
        str | None,
        typer.Option(
            help="A head that an earlier run printed, as ID:HASH: it must still stand in the trail."
        ),
    ] = None,
) -> None:
    """Walk the whole trail. Exit code 1 names the first entry that was changed, left out or put between.

    Entries cut off at the end leave the rest whole: keep the head that is printed apart from the database,
    and give it to the next run.
    """
    with explained("audit"):
        verdict = asyncio.run(_walked(known))
    typer.echo(json.dumps({"entries": verdict.entries, "head": verdict.head, "wrong": verdict.wrong}))
    if verdict.wrong is not None:
        typer.echo(f"audit: the trail is broken at entry {verdict.wrong}", err=True)
        raise typer.Exit(1)


async def _walked(known: str | None) -> Verdict:
    database = Database(read_settings().database)
    try:
        async with database.reading() as session:
            return await verify(session, known)
    finally:
        await database.close()
