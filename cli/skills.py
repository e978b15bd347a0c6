"""`suunta skills`: map texts to skills in this process, import ESCO; nothing needs to run."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from backends.settings import load_settings
from backends.skills.domain import SkillsDataError
from backends.skills.embedded import Skills, index_taxonomy, open_skills
from backends.skills.importing import import_taxonomy
from backends.skills.matching.mapper import MapRequest
from backends.skills.matching.result import Mapped, Suggested
from backends.skills.taxonomy.store import TaxonomyStorageError
from privacy.masking import mask

app = typer.Typer(no_args_is_help=True, add_completion=False)
IMPORTED = "esco.sqlite"
_MOST_ITEMS = 100


@app.callback()
def skills() -> None:
    """Map texts to skills; import ESCO."""


@app.command("map")
def map_text(
    text: Annotated[
        str, typer.Argument(help="What one has done, in one's own words; - reads one text a line.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=_MOST_ITEMS, help="At most so many of each.")] = 10,
    taxonomy: Annotated[Path | None, typer.Option(help="The database of an imported ESCO.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text to read.")] = False,
) -> None:
    """Map a text to occupations and skills, best first."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        skills = open_skills(load_settings().var, taxonomy)
    except (SkillsDataError, TaxonomyStorageError) as error:
        print(f"suunta skills map: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    if text == "-":
        for line in sys.stdin:
            print(json.dumps(mapped(skills, line.strip(), limit), ensure_ascii=False), flush=True)
        return
    found = mapped(skills, text, limit)
    print(json.dumps(found, ensure_ascii=False) if as_json else listed(found))


def mapped(skills: Skills, text: str, limit: int) -> dict[str, Any]:
    """The suggestions as the contract says; empty lists and a note for a text that says nothing."""
    found = skills.mapper.map(MapRequest(mask(text).text, limit, limit))
    if not found.occupations and not found.skills:
        print("a text that says nothing to map", file=sys.stderr)
    return as_object(found)


def as_object(found: Mapped) -> dict[str, Any]:
    """The mapping as JSON."""
    question = {"id": found.followup.id, "text": found.followup.text} if found.followup else None
    return {
        "skills": [_item(one) for one in found.skills],
        "occupations": [_item(one) | {"experience": _told(one)} for one in found.occupations],
        "confidence": found.confidence,
        "followup": question,
    }


def _item(one: Suggested) -> dict[str, Any]:
    return {
        "uri": one.uri,
        "label": one.label,
        "score": one.score,
        "confidence": one.confidence,
        "evidence": list(one.evidence),
    }


def _told(one: Suggested) -> dict[str, Any] | None:
    told = one.experience
    return {"months": told.months, "extent": told.extent, "words": told.words} if told else None


def listed(found: Mapping[str, Any]) -> str:
    """The mapping for people."""
    lines = [*_lines(found["occupations"]), "", *_lines(found["skills"])]
    if found["followup"]:
        lines += ["", found["followup"]["text"]]
    return "\n".join(lines).strip()


def _lines(items: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{one['score']:.2f}  {one['label']}  ({', '.join(one['evidence'])})" for one in items]


@app.command("index")
def index() -> None:
    """Make the index of the taxonomy in use, if its data changed, so that the backends start at once."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = load_settings()
    try:
        held = open_skills(settings.var, settings.taxonomy).taxonomy
    except (SkillsDataError, TaxonomyStorageError) as error:
        print(f"suunta skills index: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    print(f"{len(held.occupations)} occupations and {len(held.skills)} skills are indexed", file=sys.stderr)


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
    print("making the index", file=sys.stderr, flush=True)
    index_taxonomy(target)
    for note, count in imported.notes.items():
        print(f"{note}: {count}", file=sys.stderr)
    found = imported.taxonomy
    counts = {
        "skills": len(found.skills),
        "occupations": len(found.occupations),
        "relations": len(found.relations),
    }
    print(json.dumps({**counts, "taxonomy": str(target)}, ensure_ascii=False))
