"""`suunta courses import`: brings offers of other registers into a file beside the embedded catalogue."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from backends.courses.catalogue import load_catalogue
from backends.courses.domain import CatalogueError
from backends.courses.opintopolku.client import FOR_IMPORT, OpintopolkuClient
from backends.courses.opintopolku.codes import KINDS
from backends.courses.opintopolku.harvest import Harvester, Progress, Report
from backends.courses.opintopolku.mapping import OfferMaker
from backends.courses.opintopolku.store import DATABASE, ImportStore
from backends.courses.registers import importing
from backends.courses.registers.enrich import unknown_codes
from backends.courses.registers.store import DATABASE as REGISTERS
from backends.courses.registers.store import RegisterStore
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


_Sources = Annotated[
    list[Path], typer.Argument(metavar="SOURCE...", exists=True, help="JSON files, or folders of them.")
]
_AsJson = Annotated[bool, typer.Option("--json", help="The report as JSON.")]


@app.command("eperusteet")
def eperusteet(sources: _Sources, as_json: _AsJson = False) -> None:
    """Import what parts of qualifications and badges require, from files of ePerusteet's interface.

    Offers get their learning outcomes by their codes at the next start; parts of the catalogue's
    qualifications that it lacks are added.
    """
    with closing(_registers()) as store:
        _report(importing.import_eperusteet(sources, store, _today(), _shown), as_json)


@app.command("koodisto")
def koodisto(sources: _Sources, as_json: _AsJson = False) -> None:
    """Import official names of codes, from files of koodisto's interface; tells which codes it lacks."""
    with closing(_registers()) as store:
        report = importing.import_koodisto(sources, store, _today(), _shown)
        _report(report, as_json)
        try:
            offers = load_catalogue(load_settings().catalogue)
        except CatalogueError as error:
            print(f"the catalogue is refused: {error}", file=sys.stderr)
            return
        for code, name in unknown_codes(offers, store.all()):
            print(f"the catalogue has a code that koodisto has not: {code} ({name})", file=sys.stderr)


def _registers() -> RegisterStore:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        return RegisterStore(load_settings().var / REGISTERS)
    except StorageError as error:
        print(f"the registers' file cannot be used: {error}", file=sys.stderr)
        raise typer.Exit(1) from error


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _shown(path: Path) -> None:
    print(path.name, file=sys.stderr)


def _report(report: importing.Report, as_json: bool) -> None:
    """The report on standard output; exit status 1 where no file could be read."""
    if as_json:
        print(json.dumps(as_dict(report), ensure_ascii=False))
    else:
        print(f"files {report.files}, saved {report.saved}")
        for reason, count in report.refused.most_common():
            one = report.examples[reason]
            print(f"refused, {reason}: {count} (such as {one.item}{': ' + one.detail if one.detail else ''})")
    if not report.files:
        raise typer.Exit(1)


async def imported(
    settings: BackendsSettings, base_url: str, resume: bool, only: list[str] | None = None
) -> Report:
    """Runs the import."""
    today = _today()
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


def as_dict(report: Report | importing.Report) -> dict[str, Any]:
    """The report for programs."""
    return {**asdict(report), "refused": dict(report.refused)}
