"""How commands on the database say what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.archive import ArchiveError


@contextmanager
def explained(command: str) -> Iterator[None]:
    """Say in one line what went wrong. SQLAlchemy's own words may quote rows, so only the kind is said."""
    try:
        yield
    except ArchiveError as error:
        typer.echo(f"suunta {command}: {error}", err=True)
        raise typer.Exit(1) from error
    except SQLAlchemyError as error:
        typer.echo(f"suunta {command}: the database does not answer ({type(error).__name__})", err=True)
        raise typer.Exit(1) from error
