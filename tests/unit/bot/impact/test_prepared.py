"""Prepared sums: what the rows add up to, also after something is written or erased."""

from datetime import UTC, datetime, timedelta

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.journal import Incoming
from bot.conversations.schema import Conversation
from bot.impact.counting import Counts, Filters, count
from bot.impact.gather import refresh
from bot.privacy.erasure import BY_LEARNER, erase_within
from bot.settings import ROOT

DATA = ROOT / "data"


async def counted(database: Database, filters: Filters | None = None) -> Counts:
    async with database.writing() as session:
        await refresh(session, DATA, datetime.now(UTC) + timedelta(minutes=5))
    async with database.reading() as session:
        return await count(session, DATA, filters or Filters())


async def test_sums_follow_what_is_written_and_erased(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        other, _ = await journal.begin(session, "sms", None, "fi")
    total = (await counted(database)).total()
    assert (total["opened"], total["wrote"]) == (2, 0)
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        await journal.record(session, held, Incoming("a", "moi"))
    total = (await counted(database)).total()
    assert (total["opened"], total["wrote"]) == (2, 1)
    assert (await counted(database, Filters(channel="sms"))).total()["opened"] == 1
    async with database.writing() as session:
        await erase_within(session, conversation.id, BY_LEARNER)
    total = (await counted(database)).total()
    assert (total["opened"], total["wrote"]) == (1, 0)
    async with database.writing() as session:
        await erase_within(session, other.id, BY_LEARNER)
    assert (await counted(database)).cells == {}
