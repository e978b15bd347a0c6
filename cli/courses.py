"""`suunta courses`: the course search in this process, on the embedded database; nothing needs to run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Annotated, Any

import structlog
import typer

from backends.courses.detail_models import CourseDetails
from backends.courses.domain import CatalogueError
from backends.courses.elements import elements, heading
from backends.courses.embedded import open_search
from backends.courses.search.engine import CourseSearch, Hit, SearchRequest
from backends.courses.search.lexicon import LexiconError
from backends.courses.search.wishes import shown_modes
from backends.courses.skill_links import skill_links
from backends.courses.storage.repository import StorageError
from backends.settings import load_settings
from cli.imports import app as imports

app = typer.Typer(no_args_is_help=True, add_completion=False)
app.add_typer(imports, name="import")
_MOST_ITEMS = 100
_MOST_SKILLS = 20


@app.callback()
def courses() -> None:
    """Search the courses; import them."""


@app.command("search")
def search(
    text: Annotated[
        str, typer.Argument(help="What is looked for, in one's own words; - reads one text a line.")
    ],
    place: Annotated[str | None, typer.Option(help="Municipality or region.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=_MOST_ITEMS, help="At most so many hits.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text to read.")] = False,
) -> None:
    """Find courses, best first."""
    engine = opened()
    if text == "-":
        for line in sys.stdin:
            print(dumped(found(engine, line.strip(), place, limit)), flush=True)
        return
    hits = found(engine, text, place, limit)
    print(dumped(hits) if as_json else listed(hits))


@app.command("show")
def show(
    offer_id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of an offer, as the search gives it.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text to read.")] = False,
) -> None:
    """Show everything that is known of one offer; "ei tiedossa" where its source does not say.

    A small competence unit is shown with the eleven elements that the EU asks for.
    """
    engine = opened()
    offer = engine.offer(offer_id)
    if offer is None:
        print(f"there is no offer {offer_id[:60]!r}", file=sys.stderr)
        raise typer.Exit(1)
    rows = engine.compare([offer])
    if as_json:
        print(CourseDetails.of(offer).model_dump_json())
        return
    print(
        "\n".join(
            (offer.name, f"  {offer.description}", *(f"  {row.label}: {row.values[0]}" for row in rows))
        )
    )
    skills = skill_links().of(offer)
    if skills:
        print(f"  ESCO: {'; '.join(skill.label for skill in skills[:_MOST_SKILLS])}")
    units = elements(offer)
    if units:
        print("\n".join((heading(), *(f"  {one.label}: {one.value}" for one in units))))
    print(offer.url or "")


def opened() -> CourseSearch:
    """The search on the embedded database; exit status 1 for data that is refused."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = load_settings()
    try:
        return open_search(settings.catalogue, settings.var, settings.courses_database_url)
    except (CatalogueError, LexiconError, StorageError) as error:
        print(f"data that is refused: {error}", file=sys.stderr)
        raise typer.Exit(1) from error


def found(engine: CourseSearch, text: str, place: str | None, limit: int) -> list[dict[str, Any]]:
    """The hits as the command line's contract says; [] and a note for a text that says nothing."""
    result = engine.search(SearchRequest(text=text, place=place, limit=limit))
    if not result.understood:
        print(f"nothing to look for in: {text[:60]!r}", file=sys.stderr)
    return [as_item(hit) for hit in result.hits]


def as_item(hit: Hit) -> dict[str, Any]:
    """One hit of the contract."""
    offer = hit.offer
    return {
        "id": offer.id,
        "name": offer.name,
        "provider": offer.provider,
        "places": [*offer.municipalities, *offer.regions],
        "modes": [str(mode) for mode in shown_modes(offer)],
        "kind": str(offer.kind),
        "description": offer.description,
        "url": offer.url,
        "score": hit.score,
        "why": hit.why,
        "relaxed": list(hit.relaxed),
        "source": offer.source,
        "sample": offer.sample,
    }


def dumped(hits: Iterable[dict[str, Any]]) -> str:
    """One line of JSON."""
    return json.dumps(list(hits), ensure_ascii=False)


def listed(hits: Iterable[dict[str, Any]]) -> str:
    """The hits for people: name, provider and places, why, address."""
    blocks = []
    for hit in hits:
        where = ", ".join(filter(None, (hit["provider"], *hit["places"])))
        lines = (f"{hit['name']}{' – ' + where if where else ''}", f"  {hit['why']}", f"  {hit['url'] or ''}")
        blocks.append("\n".join(line for line in lines if line.strip()))
    return "\n".join(blocks)
