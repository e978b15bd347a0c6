"""Rows follow their conversations: batches, changes, deletions; what is not over waits."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.journal import Incoming
from bot.conversations.schema import Conversation, ProfileValue
from bot.impact.gather import count_again, refresh
from bot.impact.schema import ImpactMark, ImpactRow
from bot.privacy.erasure import BY_LEARNER, BY_RETENTION, erase_within
from bot.settings import ROOT
from tests.unit.bot.impact.conftest import Town

DATA = ROOT / "data"
SOON = timedelta(minutes=5)


async def row_of(database: Database, conversation_id: str) -> ImpactRow | None:
    async with database.reading() as session:
        found: ImpactRow | None = await session.scalar(
            select(ImpactRow).where(ImpactRow.conversation_id == conversation_id)
        )
        return found


async def bring_up(database: Database, *, batch: int = 500) -> bool:
    async with database.writing() as session:
        return await refresh(session, DATA, datetime.now(UTC) + SOON, batch)


async def test_a_row_follows_what_happens(database: Database, conversation: Conversation) -> None:
    await bring_up(database)
    row = await row_of(database, conversation.id)
    assert row
    assert (row.wrote, row.suggested, row.left_at) == (0, 0, "greeting")
    async with database.writing() as session:
        found = await journal.lock(session, conversation.id)
        assert found
        await journal.record(session, found, Incoming("a", "moi"))
        card = {"kind": "course", "title": "Kurssi"}
        await journal.send(session, conversation.id, journal.BOT, BotMessage("Tässä", cards=[card]))
        said = {"value": "Tampere", "canonical": "Tampere", "said": "Tampereella"}
        for key, value in (("fact.place", said), ("facts_asked", {"ask_financing": "unknown"})):
            session.add(ProfileValue(conversation_id=found.id, key=key, value=value, at=datetime.now(UTC)))
    await bring_up(database)
    row = await row_of(database, conversation.id)
    assert row
    assert (row.wrote, row.suggested, row.region, row.left_at) == (1, 1, "Pirkanmaa", "suggestions")
    async with database.reading() as session:
        marks = [(one.kind, one.name) for one in await session.scalars(select(ImpactMark))]
        rows = await session.scalar(select(func.count()).select_from(ImpactRow))
    assert marks == [("unknown", "ask_financing")]
    assert rows == 1


async def test_what_somebody_erases_is_not_counted_any_more(
    database: Database, conversation: Conversation
) -> None:
    await bring_up(database)
    async with database.writing() as session:
        await erase_within(session, conversation.id, BY_LEARNER)
    await bring_up(database)
    assert await row_of(database, conversation.id) is None


async def test_at_the_end_of_its_retention_a_row_stays_and_names_nobody(
    database: Database, conversation: Conversation
) -> None:
    await bring_up(database)
    async with database.writing() as session:
        await erase_within(session, conversation.id, BY_RETENTION)
    await bring_up(database)
    async with database.reading() as session:
        rows = [row.conversation_id for row in await session.scalars(select(ImpactRow))]
    assert rows == [None]


async def test_what_has_just_been_written_waits(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        assert not await refresh(session, DATA, datetime.now(UTC))
    assert await row_of(database, conversation.id) is None


async def test_batches_take_every_conversation_once_even_of_the_same_moment(database: Database) -> None:
    async with database.writing() as session:
        for _ in range(7):
            begun, _ = await journal.begin(session, "web", None, "fi")
            begun.active_at = begun.created_at = datetime(2026, 11, 1, tzinfo=UTC)
    runs = 1
    while await bring_up(database, batch=2):
        runs += 1
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(ImpactRow)) == 7
    assert runs == 4


async def test_after_a_change_of_definitions_all_are_counted_again(
    database: Database, conversation: Conversation
) -> None:
    await bring_up(database)
    async with database.writing() as session:
        row = await session.scalar(select(ImpactRow))
        assert row
        row.channel = "old"
        await count_again(session)
    await bring_up(database)
    row = await row_of(database, conversation.id)
    assert row
    assert row.channel == "web"


async def test_rows_hold_no_words(town: Town) -> None:
    database = Database(town.url)
    async with database.reading() as session:
        for row in await session.scalars(select(ImpactRow).limit(50)):
            values = [getattr(row, column.name) for column in ImpactRow.__table__.columns]
            assert all(len(value) <= 43 for value in values if isinstance(value, str))
    await database.close()
