"""Several gateways on one PostgreSQL share timed work: who is late passes by what another has in hand."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Conversation
from bot.privacy.purposes import GUIDANCE, read_purposes
from bot.privacy.retention import delete_batch
from bot.scheduler import jobs
from cli.paths import ROOT
from tests.integration.gateway.conftest import POSTGRESQL

KIND = frozenset({"mark"})
AT_ONCE = 1.0  # seconds; the database itself waits five for a lock

pytestmark = pytest.mark.parametrize("database_url", [POSTGRESQL], indirect=True)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The gateways' database."""
    opened = Database(database_url)
    yield opened
    await opened.close()


async def test_a_job_in_hand_is_passed_by(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.writing() as session:
        for number in range(2):
            await jobs.schedule(session, "mark", str(number), now - timedelta(minutes=2 - number))
    async with database.writing() as one, database.writing() as other, database.writing() as third:
        first = await jobs.take_due(one, KIND, now)
        second = await asyncio.wait_for(jobs.take_due(other, KIND, now), AT_ONCE)
        assert first and second
        assert (first.key, second.key) == ("0", "1")
        assert await asyncio.wait_for(jobs.take_due(third, KIND, now), AT_ONCE) is None


async def test_retention_passes_by_a_conversation_that_is_in_use(database: Database) -> None:
    purposes = read_purposes(ROOT / "data")
    past = datetime.now(UTC) - timedelta(days=purposes[GUIDANCE].keep_days + 1)
    async with database.writing() as session:
        ids = [(await journal.begin(session, "web", None, "fi"))[0].id for _ in range(2)]
        await session.execute(update(Conversation).values(active_at=past, created_at=past))
    async with database.writing() as user, database.writing() as night:
        assert await journal.lock(user, ids[0])
        connection = await night.connection()
        now = datetime.now(UTC)
        deleting = connection.run_sync(delete_batch, purposes, now)
        assert (await asyncio.wait_for(deleting, AT_ONCE))[GUIDANCE] == 1
    async with database.reading() as session:
        alive = select(func.count()).where(Conversation.deleted_at.is_(None))
        assert await session.scalar(alive) == 1
