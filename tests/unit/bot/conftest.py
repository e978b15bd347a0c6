"""Fixtures: a migrated database of the gateway for each test, and a conversation in it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Conversation


def address_of(path: Path) -> str:
    """The SQLAlchemy address of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied: migrating takes far longer than copying."""
    path = tmp_path_factory.mktemp("template") / "gateway.sqlite"

    async def migrate() -> None:
        database = Database(address_of(path))
        await database.migrate()
        await database.close()

    asyncio.run(migrate())
    return path


@pytest.fixture
def database_file(empty_database: Path, tmp_path: Path) -> Path:
    """An own copy of the migrated file."""
    path = tmp_path / "gateway.sqlite"
    shutil.copy(empty_database, path)
    return path


@pytest.fixture
async def database(database_file: Path) -> AsyncIterator[Database]:
    """The gateway's database on the copy."""
    opened = Database(address_of(database_file))
    yield opened
    await opened.close()


@pytest.fixture
async def conversation(database: Database) -> Conversation:
    """A conversation that has just begun; detached, as of its beginning."""
    async with database.writing() as session:
        begun, _ = await journal.begin(session, "web", None, "fi")
    return begun
