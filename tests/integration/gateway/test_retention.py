"""What is past its time goes, each night, in batches; what is not stays. On both databases."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from typer.testing import CliRunner

from bot.archive.stores import store_at
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.privacy_tables import Contact, Erasure, RetentionCount
from bot.conversations.schema import Conversation, Job, Message, Reminder
from bot.privacy import contacts, nightly
from bot.privacy.purposes import ALWAYS, CONTACT, GUIDANCE, SEND_PLAN, Purpose, read_purposes
from bot.privacy.retention import BATCH, MANY, count_overdue
from bot.privacy.vault import Vault, new_key
from bot.scheduler import jobs
from bot.scheduler.runner import Scheduler
from cli.paths import ROOT
from cli.retention import app
from tests.integration.gateway.test_erasure import MARK, written

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PURPOSES = read_purposes(ROOT / "data")
DAYS = {purpose.id: purpose.keep_days for purpose in PURPOSES}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The gateway's database."""
    opened = Database(database_url)
    yield opened
    await opened.close()


async def conversation(database: Database, quiet_days: float, text: str = "moi") -> str:
    """A conversation that was last written in so many days before NOON."""
    async with database.writing() as session:
        begun, _ = await journal.begin(session, "web", None, "fi")
        await journal.send(session, begun.id, journal.BOT, BotMessage(text))
        at = NOON - timedelta(days=quiet_days)
        await session.execute(
            update(Conversation).where(Conversation.id == begun.id).values(active_at=at, created_at=at)
        )
    return begun.id


async def give(database: Database, conversation_id: str, purpose: Purpose, days_ago: float) -> None:
    """Contact data that was given so many days before NOON."""
    async with database.writing() as session:
        row, _ = await contacts.keep(
            session, Vault([new_key()]), conversation_id, purpose, "email", "maija@kunta.fi", "1"
        )
        row.at = NOON - timedelta(days=days_ago)
        row.expires_at = row.at + timedelta(days=purpose.keep_days)


async def night(database: Database, now: datetime = NOON) -> None:
    """The scheduler's work at a moment."""
    clock = [now - timedelta(days=1)]
    scheduler = Scheduler(database, lambda: clock[0])
    nightly.register(scheduler, PURPOSES, database.overwrite_deleted)
    await scheduler.note_recurring()
    clock[0] = now
    await scheduler.run_due()


async def alive(database: Database) -> set[str]:
    """The conversations that are not erased."""
    async with database.reading() as session:
        return set(await session.scalars(select(Conversation.id).where(Conversation.deleted_at.is_(None))))


async def test_conversations_go_after_their_time_with_a_proof(database: Database) -> None:
    old = [await conversation(database, DAYS[GUIDANCE] + 1) for _ in range(3)]
    young = await conversation(database, DAYS[GUIDANCE] - 1)
    await night(database)
    assert await alive(database) == {young}
    async with database.reading() as session:
        assert set(await session.scalars(select(Message.conversation_id))) == {young}
        proofs = list(await session.scalars(select(Erasure)))
        assert {proof.erased for proof in proofs} == set(old)
        assert {(proof.who, proof.rows["messages"]) for proof in proofs} == {("retention", 1)}
        (count,) = await session.scalars(select(RetentionCount))
        assert (count.day, count.purpose, count.count) == ("2026-11-26", GUIDANCE, 3)


async def test_of_what_is_past_its_time_no_byte_is_left(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await conversation(database, DAYS[GUIDANCE] + 1, MARK)
    assert MARK.encode() in written(database_url, tmp_path)
    await night(database)
    assert MARK.encode() not in written(database_url, tmp_path)


async def test_who_waits_for_a_reminder_is_not_forgotten_before_it(database: Database) -> None:
    waits = await conversation(database, DAYS[GUIDANCE] + 1)
    async with database.writing() as session:
        session.add(
            Reminder(
                conversation_id=waits,
                id="r",
                kind="plan",
                due_at=NOON + timedelta(days=20),
                status="waiting",
                at=NOON,
            )
        )
    await night(database)
    assert await alive(database) == {waits}


async def test_contact_data_goes_by_its_own_purpose_and_promise(database: Database) -> None:
    for purpose, ago in ((CONTACT, DAYS[CONTACT] + 1), (SEND_PLAN, DAYS[SEND_PLAN] - 1)):
        await give(database, await conversation(database, 1), PURPOSES[purpose], ago)
    promised = await conversation(database, 1)
    longer = PURPOSES[SEND_PLAN].model_copy(update={"keep_days": 2})
    await give(database, promised, longer, 3)  # the setting is longer by now: the promise holds
    await night(database)
    async with database.reading() as session:
        kept = list(await session.scalars(select(Contact)))
    assert [(row.purpose, row.conversation_id != promised) for row in kept] == [(SEND_PLAN, True)]


async def test_done_jobs_old_proofs_and_the_rest_of_the_deleted_go_too(database: Database) -> None:
    async with database.writing() as session:
        for key, ago in (("old", DAYS["operation"] + 1), ("young", 1)):
            await jobs.schedule(session, "mark", key, NOON)
            done = {"state": jobs.DONE, "done_at": NOON - timedelta(days=ago)}
            await session.execute(update(Job).where(Job.key == key).values(**done))
    await conversation(database, DAYS[GUIDANCE] + 1)
    await night(database)
    later = NOON + timedelta(days=DAYS["accountability"] + 1)
    await conversation(database, -DAYS["accountability"])
    await night(database, later)
    async with database.reading() as session:
        assert list(await session.scalars(select(Job.key).where(Job.kind == "mark"))) == []
        assert await session.scalar(select(func.count()).select_from(Conversation)) == 1
        assert await session.scalar(select(func.count()).select_from(Erasure)) == 0


async def test_more_than_a_batch_is_counted_once_each(database: Database) -> None:
    many = BATCH + 5
    async with database.writing() as session:
        for number in range(many):
            await jobs.schedule(session, "mark", str(number), NOON)
        await session.execute(
            update(Job).values(state=jobs.DONE, done_at=NOON - timedelta(days=DAYS["operation"] + 1))
        )
    await night(database)
    async with database.reading() as session:
        assert await session.scalar(select(RetentionCount.count)) == many


async def test_a_clock_that_is_years_ahead_erases_nobody(database: Database) -> None:
    ids = {await conversation(database, 1) for _ in range(MANY)}
    await night(database, NOON + timedelta(days=3650))
    assert await alive(database) == ids


async def test_the_command_says_first_and_does_then(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUUNTA_DATABASE_URL", database_url)
    await conversation(database, 5000)
    young = await conversation(database, 0)
    for arguments, left in ((["--dry-run"], 2), ([], 1)):
        done = CliRunner().invoke(app, ["run", *arguments])
        assert json.loads(done.stdout)["deleted"][GUIDANCE] == 1
        assert len(await alive(database)) == left
    assert await alive(database) == {young}
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        assert set(count_overdue(connection, PURPOSES, NOON).values()) == {0}
    engine.dispose()


def test_every_purpose_has_its_days() -> None:
    assert set(DAYS) >= ALWAYS
