"""`suunta places`: look at the gazetteer of places, and bring it up to date with the official key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from nlu.places import PlaceGazetteer
from nlu.places.official import Change, KeyFileError, compare, read_key, write_table
from nlu.places.tables import FOLDER

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def places() -> None:
    """Look at and import the gazetteer of places."""


@app.command("show")
def show(name: Annotated[str, typer.Argument(help="A municipality, region, area or district.")]) -> None:
    """Show what is known about a place."""
    gazetteer = PlaceGazetteer.load()
    place = gazetteer.get(name)
    if place is None:
        sys.exit(f"suunta places: no place called {name!r}")
    for label, value in (
        ("name", place.name),
        ("kind", place.kind),
        ("code", place.code),
        ("region", place.region),
        ("employment area", place.employment_area),
        ("centre", f"{place.lat} {place.lon}"),
        ("neighbours", ", ".join(place.neighbours)),
        ("municipalities", ", ".join(gazetteer.municipalities_of(name))),
        ("also called", ", ".join(place.aliases)),
    ):
        if value:
            print(f"{label}: {value}")


@app.command("import")
def import_key(
    file: Annotated[Path, typer.Argument(help="The official key of municipalities, a CSV file.")],
    folder: Annotated[Path, typer.Option(help="Folder of the tables.")] = FOLDER,
    check: Annotated[bool, typer.Option("--check", help="Only compare; exit 1 when they differ.")] = False,
) -> None:
    """Take regions and employment areas from the official key; exit 1 when more is to be done by hand."""
    try:
        result = compare(read_key(file), folder)
    except KeyFileError as error:
        sys.exit(f"suunta places: {error}")
    for change in result.changes:
        print(described(change))
    for change in result.by_hand:
        print(f"{described(change)} (to be changed by hand)")
    if not check and result.changes:
        write_table(result.rows, folder)
    print(f"{len(result.rows)} municipalities, {len(result.changes)} changes", file=sys.stderr)
    if result.by_hand or (check and result.changes):
        raise typer.Exit(1)


def described(change: Change) -> str:
    """A change in a line to read."""
    if not change.column:
        return f"{change.code} {change.name}: {'new' if change.new else 'gone'}"
    return f"{change.code} {change.name}: {change.column} {change.old} -> {change.new}"
