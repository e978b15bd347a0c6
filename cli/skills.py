"""`suunta skills`: map texts to skills in this process, import ESCO; nothing needs to run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from backends.settings import load_settings
from backends.skills.domain import SkillsDataError
from backends.skills.importing import import_taxonomy
from backends.skills.taxonomy.store import TaxonomyStorageError

app = typer.Typer(no_args_is_help=True, add_completion=False)
IMPORTED = "esco.sqlite"


@app.callback()
def skills() -> None:
    """Map texts to skills; import ESCO."""


@app.command("import")
def import_sources(
    sources: Annotated[list[Path], typer.Argument(help="Folders, zips, CSV or JSON files of ESCO.")],
    taxonomy: Annotated[Path | None, typer.Option(help="The database to write.")] = None,
) -> None:
    """Import ESCO's files, merged; the report goes to standard error and, as JSON, to standard output."""
    target = taxonomy or load_settings().var / IMPORTED
    try:
        imported = import_taxonomy(sources, target, lambda line: print(line, file=sys.stderr, flush=True))
    except (SkillsDataError, TaxonomyStorageError, OSError) as error:
        print(f"suunta skills import: {error}", file=sys.stderr)
        if target.exists():
            print(f"the old taxonomy stays in use: {target}", file=sys.stderr)
        raise typer.Exit(1) from error
    for note, count in imported.notes.items():
        print(f"{note}: {count}", file=sys.stderr)
    found = imported.taxonomy
    counts = {
        "skills": len(found.skills),
        "occupations": len(found.occupations),
        "relations": len(found.relations),
    }
    print(json.dumps({**counts, "taxonomy": str(target)}, ensure_ascii=False))
