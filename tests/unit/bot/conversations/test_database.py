"""The database: a transaction is all or nothing, readers see one moment, and writers take their turns."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import CreateTable

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.journal import Incoming
from bot.conversations.schema import Base, Conversation
from tests.unit.bot.conftest import address_of


def test_the_tables_can_be_made_on_postgresql() -> None:
    for table in Base.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    async def fail_half_way() -> None:
        async with database.writing() as session:
            conversation, _ = await journal.begin(session, "web", None, "fi")
            await journal.send(session, conversation.id, journal.BOT, BotMessage("Moi"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()
    async with database.reading() as session:
        assert list(await session.scalars(select(Conversation))) == []


async def test_reading_sees_one_moment_and_writes_nothing(database: Database) -> None:
    async with database.writing() as session:
        conversation, _ = await journal.begin(session, "web", None, "fi")
    async with database.reading() as reader:
        assert await journal.messages_after(reader, conversation.id, 0) == []
        async with database.writing() as session:
            await journal.send(session, conversation.id, journal.BOT, BotMessage("Moi"))
        assert await journal.messages_after(reader, conversation.id, 0) == []
    async with database.reading() as reader:
        assert len(await journal.messages_after(reader, conversation.id, 0)) == 1


async def test_writers_at_once_get_different_numbers_in_one_row(database: Database) -> None:
    async with database.writing() as session:
        conversation, _ = await journal.begin(session, "web", None, "fi")

    async def record(number: int) -> int:
        async with database.writing() as session:
            locked = await journal.lock(session, conversation.id)
            assert locked
            return (await journal.record(session, locked, Incoming(str(number), "moi"))).seq

    assert sorted(await asyncio.gather(*(record(number) for number in range(20)))) == list(range(1, 21))


async def test_an_error_of_the_database_quotes_no_values(
    database: Database, conversation: Conversation
) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught:
        async with database.writing() as session:
            for _ in range(2):
                await journal.send(session, conversation.id, journal.BOT, BotMessage("Mirri"))
                await session.execute(Base.metadata.tables["conversations"].update().values(last_seq=0))
            await session.flush()
    assert "Mirri" not in str(caught.value)


async def test_a_locked_database_is_an_error_and_not_a_silence(
    database_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.database.PRAGMAS", ("busy_timeout=50",))
    database = Database(address_of(database_file))
    holder = sqlite3.connect(database_file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        async with database.writing() as session:
            await session.connection()
    holder.close()
    async with database.writing() as session:
        await session.connection()
    await database.close()


async def test_a_brief_reading_sees_one_moment_and_leaves_its_connection_as_others(
    database: Database,
) -> None:
    async with database.writing() as session:
        conversation, _ = await journal.begin(session, "web", None, "fi")
    for _ in range(2):  # the connection comes from the pool again
        async with database.reading(brief=True) as reader:
            before = len(await journal.messages_after(reader, conversation.id, 0))
            async with database.writing() as session:
                await journal.send(session, conversation.id, journal.BOT, BotMessage("Moi"))
            assert len(await journal.messages_after(reader, conversation.id, 0)) == before
    async with database.reading() as reader:
        assert len(await journal.messages_after(reader, conversation.id, 0)) == 2


async def test_a_transaction_that_begins_after_its_request_has_gone_is_ended(
    database: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "gateway.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with database.writing() as session:
            await session.execute(select(Conversation))

    waits = asyncio.create_task(write())
    await asyncio.sleep(0.2)
    waits.cancel()
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await waits
    async with database.writing() as session:  # nobody holds the lock
        await journal.begin(session, "web", None, "fi")
