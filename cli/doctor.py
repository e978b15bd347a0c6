"""`suunta doctor`: looks at all that the assistant needs, says what is wrong and how to mend it."""

import asyncio
import json
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
import typer
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from actions.intake.model import load_intake
from actions.tables import TableError
from bot.archive.stores import store_at
from bot.conversations import wall
from bot.conversations.migrations import head
from bot.mail.settings import MailSettings
from bot.production import faults
from bot.settings import GatewaySettings, read_settings
from bot.texts import TextsError, read_notices, read_welcome
from cli.paths import ENGINE_PYTHON, ROOT, SERVICE_PYTHON, engine_environment
from cli.validation.courses import course_faults

LEAST_FREE_BYTES = 500 * 1024 * 1024
LEAST_FILES = 4096
OLDEST_BACKUP_DAYS = 2


class Verdict(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARNING = "warning"
    SICK = "sick"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `cure` says what to do where it is not well."""

    part: str
    verdict: Verdict
    says: str
    cure: str = ""


Check = Callable[[GatewaySettings], Iterator[Finding]]


def ok(part: str, says: str) -> Finding:
    """A thing that is well."""
    return Finding(part, Verdict.OK, says)


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """Look at installation, settings, database, disk and processes; exit with 1 when something is sick."""
    findings = list(examine(read_settings()))
    for finding in findings:
        if as_json:
            typer.echo(json.dumps(asdict(finding), ensure_ascii=False))
        else:
            typer.echo(f"{finding.verdict:8} {finding.part}: {finding.says}")
            if finding.cure:
                typer.echo(f"{'':8}   {finding.cure}")
    raise typer.Exit(any(finding.verdict is Verdict.SICK for finding in findings))


def examine(settings: GatewaySettings) -> Iterator[Finding]:
    """Make every check, in the order in which things depend on each other."""
    for check in CHECKS:
        yield from check(settings)


def environments(settings: GatewaySettings) -> Iterator[Finding]:
    """Both Pythons, and Voikko."""
    for name, python in (("engine", ENGINE_PYTHON), ("service", SERVICE_PYTHON)):
        if python.exists():
            yield ok(f"environment {name}", "installed")
        else:
            yield Finding(f"environment {name}", Verdict.SICK, "is missing", "Run `make setup`.")
    try:
        import libvoikko

        libvoikko.Voikko("fi").terminate()
        yield ok("voikko", "reads Finnish")
    except (ImportError, OSError, libvoikko.VoikkoException):
        yield Finding("voikko", Verdict.SICK, "does not load", "Run `make setup`, or install voikko-fi.")


def model(settings: GatewaySettings) -> Iterator[Finding]:
    """Whether the model belongs to the present training data; the engine's own Python knows."""
    if not ENGINE_PYTHON.exists():
        return
    code = "from engine.inputs import model_path; from engine.settings import read_settings;"
    code += "print(model_path(read_settings().models))"
    done = subprocess.run(
        [str(ENGINE_PYTHON), "-c", code],
        cwd=ROOT,
        env=engine_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0 and Path(done.stdout.strip()).exists():
        yield ok("model", "fits the training data")
    else:
        yield Finding("model", Verdict.SICK, "none fits the training data", "Run `make train`.")


def texts(settings: GatewaySettings) -> Iterator[Finding]:
    """The sentences that learners see."""
    try:
        read_welcome(settings.data)
        read_notices(settings.data)
        load_intake(settings.data / "intake" / "adult.yml")
        yield ok("texts", "are whole")
    except (TextsError, TableError) as error:
        yield Finding("texts", Verdict.SICK, str(error), "Mend the file, then `./suunta validate`.")


def courses(settings: GatewaySettings) -> Iterator[Finding]:
    """The catalogue, and the words and texts of the course search."""
    found = list(course_faults(settings.data))
    for fault in found:
        cure = "Mend that line, then `./suunta validate`. Until then the search keeps the catalogue it has."
        yield Finding("courses", Verdict.SICK, fault, cure)
    if not found:
        yield ok("courses", "catalogue, words and texts are whole")


def production(settings: GatewaySettings) -> Iterator[Finding]:
    """Settings that are only fit for trying out."""
    verdict = Verdict.SICK if settings.mode == "production" else Verdict.WARNING
    for fault in faults(settings, MailSettings.read()):
        name, _, says = fault.partition(": ")
        yield Finding(name, verdict, says, "Needed for SUUNTA_MODE=production (docs/operations.md).")
    if settings.mode != "production":
        yield Finding("SUUNTA_MODE", Verdict.WARNING, "is development", "Set production before people come.")


def database(settings: GatewaySettings) -> Iterator[Finding]:
    """Whether the database opens, and whether its tables are of this release."""
    engine = store_at(settings.database).engine()
    try:
        with engine.connect() as connection:
            version = connection.scalar(text("SELECT version_num FROM alembic_version"))
            has_wall = connection.dialect.name != "postgresql" or wall.stands(connection)
    except SQLAlchemyError as error:
        if settings.database_url is None and not (settings.var / "gateway.sqlite").exists():
            yield ok("database", "not there yet; the gateway makes it")
        else:
            cure = "See SUUNTA_DATABASE_URL, and whether the server runs."
            yield Finding("database", Verdict.SICK, f"does not answer ({type(error).__name__})", cure)
        return
    finally:
        engine.dispose()
    if version == head():
        yield ok("database", f"at revision {version}")
    else:
        cure = "Start the gateway: it migrates. A newer database needs its newer release."
        yield Finding("database", Verdict.WARNING, f"at revision {version}, this release has {head()}", cure)
    if not has_wall:
        cure = f"Make the role {wall.ROLE} and grant it to the gateway's login (docs/operations.md)."
        yield Finding("database roles", Verdict.WARNING, "no second wall between organisations", cure)


def machine(settings: GatewaySettings) -> Iterator[Finding]:
    """Disk, open files, time zones."""
    folder = next(path for path in (settings.var, *settings.var.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    if free >= LEAST_FREE_BYTES:
        yield ok("disk", f"{free // 2**20} MB free")
    else:
        cure = "Free some: without room messages are refused."
        yield Finding("disk", Verdict.SICK, f"{free // 2**20} MB free in {folder}", cure)
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files >= LEAST_FILES:
        yield ok("open files", f"{files} allowed")
    else:
        cure = f"Allow {LEAST_FILES} (ulimit -n): each waiting learner holds one."
        yield Finding("open files", Verdict.WARNING, f"only {files} allowed", cure)
    try:
        ZoneInfo("Europe/Helsinki")
        yield ok("time zones", "Helsinki is known")
    except ZoneInfoNotFoundError:
        yield Finding("time zones", Verdict.SICK, "Europe/Helsinki is missing", "Install tzdata.")


def backups(settings: GatewaySettings) -> Iterator[Finding]:
    """How old the newest backup in SUUNTA_VAR/backups is."""
    made = [path.stat().st_mtime for path in (settings.var / "backups").glob("*.tar.gz")]
    if not made:
        cure = "Run `suunta backup` each night into SUUNTA_VAR/backups, and copy the file away."
        yield Finding("backups", Verdict.WARNING, "there is none in SUUNTA_VAR/backups", cure)
        return
    age = datetime.now(UTC) - datetime.fromtimestamp(max(made), UTC)
    verdict = Verdict.OK if age.days < OLDEST_BACKUP_DAYS else Verdict.WARNING
    cure = "" if verdict is Verdict.OK else "Look why the nightly `suunta backup` does not run."
    yield Finding("backups", verdict, f"the newest is {age.days} days old", cure)


def processes(settings: GatewaySettings) -> Iterator[Finding]:
    """What the gateway's own readiness says, if it runs."""
    sick = asyncio.run(_readiness(settings))
    if sick is None:
        yield Finding("processes", Verdict.WARNING, "the gateway does not run", "`make run` starts all.")
    elif not sick:
        yield ok("processes", "all are ready")
    else:
        for part, says in sick.items():
            cure = f"See {settings.var / 'log'}/{part}.log; the supervisor starts it again."
            yield Finding(f"process {part}", Verdict.SICK, says, cure)


async def _readiness(settings: GatewaySettings) -> dict[str, str] | None:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    url = f"http://{host}:{settings.port}/readyz"
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        try:
            async with session.get(url) as answer:
                body = await answer.json()
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None
    sick: dict[str, str] = body.get("sick", {})
    return sick


CHECKS: tuple[Check, ...] = (
    environments,
    model,
    texts,
    courses,
    production,
    database,
    machine,
    backups,
    processes,
)
