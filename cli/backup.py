"""`suunta backup`, `suunta restore`, `suunta erasures`: the gateway's database in one file, and back."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from bot.archive.backup import back_up
from bot.archive.restore import erasures as list_erasures
from bot.archive.restore import read_erasures
from bot.archive.restore import restore as put_back
from bot.archive.stores import Store, store_at
from bot.settings import read_settings
from cli.explained import explained


def backup(target: Annotated[Path, typer.Argument(help="File to write, for example suunta.tar.gz.")]) -> None:
    """Write the gateway's database into one file, while it runs. Keep the file encrypted and apart."""
    with explained("backup"):
        manifest = back_up(_store(), target)
    typer.echo(json.dumps({"file": str(target), **manifest}, indent=2))


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `suunta backup` wrote.")],
    erasures: Annotated[
        Path | None, typer.Option(help="A newer list of `suunta erasures`, if the database is lost.")
    ] = None,
) -> None:
    """Put a backup back (stop the gateway first). What was erased since then is erased again."""
    started = time.monotonic()
    with explained("restore"):
        restored = put_back(_store(), source, read_erasures(erasures) if erasures else ())
    rows = sum(table["rows"] for table in restored.manifest["tables"].values())
    typer.echo(
        json.dumps(
            {
                "made_at": restored.manifest["made_at"],
                "rows": rows,
                "hashes": "match",
                "erased_again": restored.erased_again,
                "seconds": round(time.monotonic() - started, 1),
            },
            indent=2,
        )
    )


def erasures() -> None:
    """List the erased conversations with their proofs, one JSON object a line. Keep it apart from backups."""
    with explained("erasures"):
        for erasure in list_erasures(_store()):
            typer.echo(json.dumps(erasure))


def _store() -> Store:
    return store_at(read_settings().database)
