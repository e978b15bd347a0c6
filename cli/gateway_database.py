"""How commands work with the gateway's database: brought to this release first, errors in a line."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NoReturn

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.database import Database, database_trouble
from bot.plan.pdf import PdfError
from bot.settings import GatewaySettings


def run_with[T](command: str, settings: GatewaySettings, work: Callable[[Database], Awaitable[T]]) -> T:
    """Do something with the database; ends the command with a line where it does not open."""

    async def open_and_work() -> T:
        database = Database(settings.database)
        try:
            await database.migrate()
            return await work(database)
        finally:
            await database.close()

    try:
        return asyncio.run(open_and_work())
    except SQLAlchemyError as error:
        stop(command, database_trouble(settings.database, error), 1)


def write_made(command: str, target: Path, make: Callable[[], bytes]) -> None:
    """Make something and write it into a file; ends the command with a line where either fails."""
    try:
        target.write_bytes(make())
    except OSError as error:
        stop(command, f"{target}: {error.strerror}", 1)
    except PdfError as error:
        stop(command, f"the PDF could not be made: it {error}", 1)


def stop(command: str, why: str, status: int) -> NoReturn:
    """End a command with a line on standard error."""
    print(f"suunta {command}: {why}", file=sys.stderr)
    raise typer.Exit(status)
