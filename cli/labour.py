"""`suunta labour`: brings what is known of the labour market into the backends' own file."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import structlog
import typer

from backends.courses.search.places import Gazetteer
from backends.labour.domain import LabourDataError
from backends.labour.importing import Known, read_csv
from backends.labour.models import regions_of
from backends.labour.store import DATABASE, write_outlooks
from backends.occupations.finder import OccupationFinder
from backends.settings import load_settings
from backends.skills.core import load_core
from backends.skills.embedded import open_skills
from backends.skills.matching.words import SKILLS_DATA
from nlu.analysis import shared_analyzer
from nlu.places import shared_places

app = typer.Typer(no_args_is_help=True, add_completion=False)
_ZONE = ZoneInfo("Europe/Helsinki")
_SURE = 0.9


@app.callback()
def labour() -> None:
    """Import what is known of the labour market."""


@app.command("import")
def import_csv(
    file: Annotated[Path, typer.Argument(help="A CSV file as docs/labour-market.md says.")],
    force: Annotated[bool, typer.Option(help="Take the rows that can be used though others cannot.")] = False,
) -> None:
    """Import a CSV file. It replaces what was imported before; a file with a refused row changes nothing."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = load_settings()
    try:
        read = read_csv(file, known_names(settings.var, settings.taxonomy), datetime.now(_ZONE).date())
    except LabourDataError as error:
        print(f"suunta labour import: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    for refused in read.refused:
        print(f"{file.name}, {refused}", file=sys.stderr)
    if not read.outlooks or (read.refused and not force):
        print("nothing was changed", file=sys.stderr)
        raise typer.Exit(1)
    write_outlooks(settings.var / DATABASE, read.outlooks)
    print(f"{len(read.outlooks)} statements imported", file=sys.stderr)


def known_names(var: Path, taxonomy: Path | None) -> Known:
    """Occupations by URI or by an official or everyday name, and regions, as the backends know them."""
    skills = open_skills(var, taxonomy)
    finder = OccupationFinder(skills.taxonomy, load_core(SKILLS_DATA).everyday, shared_analyzer())
    place = Gazetteer(shared_analyzer(), shared_places()).by_name

    def occupation(name: str) -> str | None:
        info = skills.guide.occupation(name)
        if info is not None:
            return info.occupation.uri
        found = finder.find(name, 1)
        return found[0].occupation.uri if found and found[0].score >= _SURE else None

    def region(name: str) -> str | None:
        regions = regions_of(place, name)
        return regions[0] if regions and len(regions) == 1 else None

    return Known(occupation, region)
