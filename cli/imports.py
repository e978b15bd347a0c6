"""`suunta courses import`: brings offers of other registers into a file beside the embedded catalogue."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import structlog
import typer

from backends.courses.opintopolku.client import FOR_IMPORT, OpintopolkuClient
from backends.courses.opintopolku.harvest import Harvester, Progress, Report
from backends.courses.opintopolku.mapping import KINDS, OfferMaker
from backends.courses.opintopolku.store import DATABASE, ImportStore
from backends.courses.storage.repository import StorageError
from backends.settings import BackendsSettings, load_settings
from nlu.places import shared_places

app = typer.Typer(no_args_is_help=True, add_completion=False)
_INTERRUPTED = 2


@app.callback()
def imports() -> None:
    """Import offers from other registers."""


@app.command("opintopolku")
def opintopolku(
    base_url: Annotated[
        str | None, typer.Option(help="Address of the service, up to and with /konfo-backend.")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on with an import that was broken off.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Only this koulutustyyppi of the search; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Import from Opintopolku. The courses are searched with what was imported at the next start.

    Progress goes to standard error, the report to standard output. Exit status 2: the service stopped
    answering; what was read is kept, and --resume goes on.
    """
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = load_settings()
    unknown = sorted(set(only or ()) - KINDS.keys())
    if unknown:
        print(f"no such koulutustyyppi: {unknown[0]} (known: {', '.join(KINDS)})", file=sys.stderr)
        raise typer.Exit(1)
    try:
        report = asyncio.run(imported(settings, base_url or settings.opintopolku_url, resume, only))
    except StorageError as error:
        print(f"the import's file cannot be used: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    print(json.dumps(as_dict(report), ensure_ascii=False) if as_json else "\n".join(told(report)))
    if report.interrupted:
        raise typer.Exit(_INTERRUPTED)


async def imported(
    settings: BackendsSettings, base_url: str, resume: bool, only: list[str] | None = None
) -> Report:
    """Runs the import."""
    today = datetime.now(UTC).astimezone().date()
    store = ImportStore(settings.var / DATABASE)
    client = OpintopolkuClient(
        base_url, caller_id=settings.opintopolku_caller_id, limits=FOR_IMPORT, cache_seconds=0
    )
    harvester = Harvester(
        client,
        store,
        OfferMaker(shared_places(), today),
        today=today,
        source=base_url,
        sorts={name: kind for name, kind in KINDS.items() if not only or name in only},
        told=show,
    )
    try:
        return await harvester.run(resume)
    finally:
        await client.close()
        store.close()


def show(progress: Progress) -> None:
    """A line of progress on standard error; on a terminal it overwrites the one before."""
    report = progress.report
    line = f"{progress.sort}: page {progress.page}/{progress.pages}, {report.offers} offers"
    line += f", {report.unchanged} unchanged, {sum(report.refused.values())} refused"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="\n" if progress.page >= progress.pages else "", file=sys.stderr)
    else:
        print(line, file=sys.stderr, flush=True)


def told(report: Report) -> list[str]:
    """The report for people."""
    lines = [
        f"pages {report.pages}, studies {report.studies} ({report.unchanged} unchanged), "
        f"offers {report.offers}, removed {report.removed}"
    ]
    for reason, count in report.refused.most_common():
        example = report.examples[reason]
        detail = f": {example.detail}" if example.detail else ""
        lines.append(f"refused, {reason}: {count} (such as {example.item}{detail})")
    if report.interrupted:
        lines.append(f"broken off: {report.interrupted} - go on with --resume")
    return lines


def as_dict(report: Report) -> dict[str, Any]:
    """The report for programs."""
    return asdict(report)
