"""The second wall on PostgreSQL: what a query without the organisation's filter sees, changes and adds."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

import bot.tables  # noqa: F401 - makes all tables known
from bot.console.schema import AuditEntry, StaffSession
from bot.conversations import wall
from bot.conversations.base import Base
from bot.conversations.database import Database
from bot.conversations.schema import Conversation, Message, Note, OwnerChange, ProfileValue
from bot.keys import DATABASE
from tests.integration.gateway.conftest import POSTGRESQL, Arrive, Gateway
from tests.integration.gateway.console.conftest import REQUEST, SignIn, address_of
from tests.integration.gateway.fakes import Parts
from tests.support.console import Browser

OURS, THEIRS = "ohjaus", "etela"
OF_CONVERSATIONS = (Conversation, Message, Note, OwnerChange, ProfileValue)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)

pytestmark = pytest.mark.parametrize("database_url", [POSTGRESQL], indirect=True)


def conversation(organisation: str) -> list[Base]:
    """A conversation of an organisation with something in each kind of row; its id is the organisation's."""
    one = {"conversation_id": organisation}
    return [
        Conversation(
            id=organisation,
            token_hash="",
            engine_id=organisation,
            channel="web",
            language="fi",
            owner="waiting",
            created_at=NOW,
            organisation=organisation,
        ),
        Message(**one, seq=1, sender="learner", at=NOW, text="hei"),
        Note(**one, external_id="n", at=NOW, who="maija", text="muista"),
        OwnerChange(**one, at=NOW, before="bot", after="waiting", who="engine", why="asked"),
        ProfileValue(**one, key="fact.place", value="Oulu", at=NOW),
    ]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database in which two organisations have a conversation each."""
    opened = Database(database_url)
    await opened.migrate()
    async with opened.writing() as session:
        for organisation in (OURS, THEIRS):
            first, *rest = conversation(organisation)
            session.add(first)
            await session.flush()
            session.add_all(rest)
    yield opened
    await opened.close()


async def test_every_table_of_an_organisation_has_its_policy(database: Database) -> None:
    expected = {
        table.name: condition
        for table in Base.metadata.sorted_tables
        if table.name not in wall.SHARED and (condition := wall.own_rows(table.columns.keys()))
    }
    async with database.reading() as session:
        found = await session.execute(
            text(
                "SELECT relname FROM pg_class JOIN pg_policies ON tablename = relname "
                "WHERE relrowsecurity AND policyname = 'own_organisation' AND cmd = 'ALL'"
            )
        )
    assert set(found.scalars()) == set(expected)
    assert len(expected) > 30


@pytest.mark.parametrize("table", OF_CONVERSATIONS)
async def test_without_a_filter_nothing_of_another_organisation_is_there(
    table: type[Base], database: Database
) -> None:
    which = table.__table__.c["id" if table is Conversation else "conversation_id"]
    seen = {}
    for organisation in (OURS, THEIRS, "nowhere", ""):
        with wall.within(organisation):
            async with database.reading() as session:
                seen[organisation] = list(await session.scalars(select(which)))
    async with database.reading() as session:
        everything = set(await session.scalars(select(which)))
    assert seen == {OURS: [OURS], THEIRS: [THEIRS], "nowhere": [], "": []}
    assert everything == {OURS, THEIRS}


@pytest.mark.parametrize("table", OF_CONVERSATIONS[1:])
async def test_without_a_filter_nothing_of_another_organisation_is_deleted(
    table: type[Base], database: Database
) -> None:
    with wall.within(OURS):
        async with database.writing() as session:
            await session.execute(delete(table))
    async with database.reading() as session:
        left = list(await session.scalars(select(table.__table__.c.conversation_id)))
    assert left == [THEIRS]


async def test_nothing_is_put_or_moved_into_another_organisation(database: Database) -> None:
    note = Note(conversation_id=THEIRS, external_id="x", at=NOW, who="maija", text="väärä")
    with wall.within(OURS):
        with pytest.raises(DBAPIError, match="row-level security"):
            async with database.writing() as session:
                session.add(note)
        with pytest.raises(DBAPIError, match="row-level security"):
            async with database.writing() as session:
                await session.execute(update(Conversation).values(organisation=THEIRS))
        async with database.writing() as session:
            await session.execute(update(Message).values(text="muutettu"))
    async with database.reading() as session:
        texts = dict((await session.execute(select(Message.conversation_id, Message.text))).all())
        assert await session.scalar(select(func.count()).select_from(Note)) == 2
    assert texts == {OURS: "muutettu", THEIRS: "hei"}


async def test_a_connection_is_free_again_after_its_transaction(database: Database) -> None:
    for _ in range(3):
        with wall.within(OURS):
            async with database.reading() as session:
                assert await session.scalar(text("SELECT current_user")) == wall.ROLE
        async with database.writing() as session:
            assert await session.scalar(text("SELECT current_user")) == "suunta"
            assert await session.scalar(text(f"SELECT {wall.OWN}")) in {None, ""}


async def test_the_console_works_behind_the_wall(
    parts: Parts, gateway: Gateway, counsellor: Browser, sign_in: SignIn, arrive: Arrive
) -> None:
    assert gateway.app[DATABASE].has_wall
    ours, other = await arrive(), await sign_in("counsellor.etela")
    assert (await counsellor.get(address_of(ours))).status == 403
    parts.engine.effects = [REQUEST]
    await ours.say("ihminen")
    parts.engine.effects = []
    assert (await counsellor.get(address_of(ours))).status == 200
    assert (await other.get(address_of(ours))).status == 404
    assert (await counsellor.post(f"{address_of(ours)}/claim")).status == 200
    assert (await counsellor.post(f"{address_of(ours)}/hand-back")).status == 200
    await ours.say("jatketaan")
    assert ours.messages[-1]["from"] == "bot"
    with wall.within(THEIRS):
        async with gateway.app[DATABASE].reading() as session:
            entries = set(await session.scalars(select(AuditEntry.organisation)))
            sessions = set(await session.scalars(select(StaffSession.organisation)))
    assert entries == sessions == {THEIRS}
