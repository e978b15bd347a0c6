"""Fixtures: the gateway in this process, on SQLite and on PostgreSQL, before scripted neighbours."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.app import make_app
from bot.channels.settings import ChannelSettings
from bot.conversations.database import Database
from bot.conversations.desk import Desk
from bot.keys import DESK
from bot.mail.settings import MailSettings
from bot.settings import GatewaySettings
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.letter_box import LetterBox, letter_box
from tests.support.postgresql import Cluster, programs

POSTGRESQL = pytest.param(
    "postgresql", marks=pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")
)
QUICK: dict[str, Any] = {"notice_after": 4.0, "retry_pause": 0.02, "engine_timeout": 1.0}


@dataclass(slots=True)
class Gateway:
    """A running gateway: its address, and its inside for what only counsellors will do."""

    url: str
    app: web.Application
    runner: web.AppRunner

    @property
    def desk(self) -> Desk:
        """The desk, for changes of owner."""
        return self.app[DESK]

    async def stop(self) -> None:
        """Stop as on SIGTERM."""
        await self.runner.cleanup()


Start = Callable[..., Awaitable[Gateway]]
Arrive = Callable[..., Awaitable[Learner]]


async def migrate(url: str) -> None:
    """Make the tables."""
    database = Database(url)
    await database.migrate()
    await database.close()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with its tables made once, to copy."""
    path = tmp_path_factory.mktemp("empty") / "gateway.sqlite"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def template(postgresql: Cluster) -> str:
    """The name of a database with its tables made once, to copy."""
    asyncio.run(migrate(postgresql.create("gateway_template")))
    return "gateway_template"


@pytest.fixture(params=["sqlite", POSTGRESQL])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> str:
    """The address of an own database with its tables, on each system."""
    return make_database(request, tmp_path, empty_database)


def make_database(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> str:
    """An own database of the system that the parameter names."""
    if request.param == "sqlite":
        shutil.copy(empty_database, tmp_path / "gateway.sqlite")
        return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database(request.getfixturevalue("template"))


@pytest.fixture
async def parts() -> AsyncIterator[Parts]:
    """Engine, actions and backends, all well."""
    running = Parts()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def start(parts: Parts, tmp_path: Path, database_url: str) -> AsyncIterator[Start]:
    """Start a gateway; the same database each time, so that a second one is a restart."""
    started: list[Gateway] = []

    async def starting(**settings: Any) -> Gateway:
        given: dict[str, Any] = {
            "var": tmp_path,
            "database_url": database_url,
            **parts.ports,
            **QUICK,
            **settings,
        }
        channels = given.pop("channels", ChannelSettings())
        mail = given.pop("mail", MailSettings())
        app = await make_app(GatewaySettings(**given), channels, mail)
        runner = web.AppRunner(app, shutdown_timeout=0.5, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        started.append(Gateway(f"http://{host}:{port}", app, runner))
        return started[-1]

    yield starting
    for gateway in started:
        await gateway.stop()


@pytest.fixture
async def gateway(start: Start) -> Gateway:
    """A running gateway."""
    return await start()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as client:
        yield client


@pytest.fixture
def arrive(gateway: Gateway, session: aiohttp.ClientSession) -> Arrive:
    """Begin conversations with the gateway."""

    async def arriving(source: str | None = None) -> Learner:
        return await Learner.arrive(session, gateway.url, source)

    return arriving


@pytest.fixture
async def watched(start: Start, session: aiohttp.ClientSession) -> Learner:
    """A learner of a gateway that tells very soon when an answer is late."""
    gateway = await start(notice_after=0.25)
    return await Learner.arrive(session, gateway.url)


@pytest.fixture
async def learner(arrive: Arrive) -> Learner:
    """A learner who has been greeted."""
    return await arrive()


@pytest.fixture
def box() -> Iterator[LetterBox]:
    """An SMTP server."""
    with letter_box() as listening:
        yield listening
