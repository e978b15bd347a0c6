"""`suunta retention`: what is past its time, and deleting it at once instead of at night."""

import json
from collections import Counter
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.archive.stores import store_at
from bot.privacy.purposes import read_purposes
from bot.privacy.retention import count_overdue, delete_batch
from bot.settings import read_settings
from bot.texts import TextsError
from cli.explained import explained

app = typer.Typer(no_args_is_help=True)


@app.callback()
def retention() -> None:
    """Retention by purpose; data/privacy/purposes says how long what is kept."""


@app.command()
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much would be deleted.")] = False,
) -> None:
    """Delete what is past its time, as the gateway does each night; it may run meanwhile."""
    settings, now = read_settings(), datetime.now(UTC)
    try:
        purposes = read_purposes(settings.data)
    except TextsError as error:
        typer.echo(f"suunta retention: {error}", err=True)
        raise typer.Exit(2) from error
    deleted: Counter[str] = Counter()
    with explained("retention run"):
        engine = store_at(settings.database).engine()
        if dry_run:
            with engine.connect() as connection:
                deleted.update(count_overdue(connection, purposes, now))
        else:
            more = True
            while more:
                with engine.begin() as connection:
                    done = delete_batch(connection, purposes, now)
                deleted.update(done)
                more = bool(done)
    typer.echo(json.dumps({"dry_run": dry_run, "deleted": dict(sorted(deleted.items()))}, indent=2))
