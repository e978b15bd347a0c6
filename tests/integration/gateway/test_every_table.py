"""No table is forgotten: a row is made for each that there is, also for one that comes tomorrow.

Whoever adds a table of a conversation has it erased, exported and deleted in time by itself; whoever adds a
column to a conversation has to say whether it outlives an erasure; whoever keeps a key has it left out of the
export.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Column, String, Table, update

from bot.archive.stores import store_at
from bot.conversations.base import Base
from bot.conversations.schema import Conversation
from bot.keys import DATABASE
from bot.privacy.access import REPEATS_MESSAGES, SHOWN_BY_NAME
from bot.privacy.erasure import LEFT_BY_RETENTION
from bot.privacy.purposes import GUIDANCE, read_purposes
from bot.privacy.retention import delete_batch
from bot.tables import PERSONAL_TABLES
from cli.paths import ROOT
from tests.integration.gateway.conftest import Gateway, Start
from tests.integration.gateway.test_erasure import rows_of, written
from tests.integration.gateway.test_export import exported
from tests.integration.gateway.test_retention import night
from tests.support.chat import Learner
from tests.support.rows import HIDDEN, IS_SECRET, MARK, NOW, fill, told, value

# What may stay of a conversation that is erased: docs/privacy/dpia-basis.md.
STAYS = {"id", "token_hash", "engine_id", "channel", "created_at", "deleted_at", "organisation"}


def belongs_to_conversations(table: Table) -> bool:
    """Whether a table's rows hang on a conversation, however their column is called."""
    parents = {key.column.table for key in table.foreign_keys} - {table}
    return any(one.name == "conversations" or belongs_to_conversations(one) for one in parents)


OF_CONVERSATIONS = [table for table in Base.metadata.sorted_tables if belongs_to_conversations(table)]


def filled(database_url: str, conversation_id: str, without: frozenset[str] = frozenset()) -> set[str]:
    """Make a row of a conversation in each table that can have one; the names of the tables."""
    engine = store_at(database_url).engine()
    tables = [table for table in OF_CONVERSATIONS if table.name not in without]
    with engine.begin() as connection:
        made = fill(connection, tables, conversation_id=conversation_id)
    engine.dispose()
    return set(made)


def conversation_row(database_url: str, conversation_id: str) -> dict[str, Any]:
    """What is kept of the conversation itself."""
    engine = store_at(database_url).engine()
    table = Base.metadata.tables["conversations"]
    with engine.connect() as connection:
        found = connection.execute(table.select().where(table.c.id == conversation_id)).mappings().one()
    engine.dispose()
    return dict(found)


async def test_an_erasure_leaves_no_row_and_no_byte_of_any_table(
    gateway: Gateway, learner: Learner, database_url: str, tmp_path: Path
) -> None:
    tables = filled(database_url, learner.conversation_id)
    assert tables == {table.name for table in PERSONAL_TABLES}  # what an erasure looks at
    assert len(tables) > 25
    assert set(rows_of(database_url, learner.conversation_id)) == tables
    async with learner.session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    assert rows_of(database_url, learner.conversation_id) == {}
    left = written(database_url, tmp_path)
    assert MARK.encode() not in left
    assert HIDDEN.encode() not in left


async def test_of_an_erased_conversation_stay_its_ids_its_channel_and_its_days(
    gateway: Gateway, session: aiohttp.ClientSession, database_url: str
) -> None:
    learner = await Learner.arrive(session, gateway.url)
    table = Base.metadata.tables["conversations"]
    given = {column.name: value(column) for column in table.columns if column.name not in {*STAYS, "owner"}}
    engine = store_at(database_url).engine()
    with engine.begin() as connection:
        connection.execute(table.update().values(given))
    engine.dispose()
    before = conversation_row(database_url, learner.conversation_id)
    assert all(before[name] for name in given)
    async with session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    after = conversation_row(database_url, learner.conversation_id)
    assert {name for name, kept in after.items() if kept and name != "owner"} == STAYS
    assert after["owner"] == "closed"
    assert after["engine_id"] != before["engine_id"]


async def test_what_is_past_its_time_leaves_no_row_of_any_table(
    gateway: Gateway, learner: Learner, database_url: str
) -> None:
    tables, purposes = filled(database_url, learner.conversation_id), read_purposes(ROOT / "data")
    past = NOW - timedelta(days=purposes[GUIDANCE].keep_days + 1)
    engine = store_at(database_url).engine()
    with engine.begin() as connection:
        connection.execute(update(Conversation).values(active_at=past, created_at=past))
        assert delete_batch(connection, purposes, NOW)[GUIDANCE] == 1
        for name in LEFT_BY_RETENTION & tables:
            table = Base.metadata.tables[name]
            assert [row.conversation_id for row in connection.execute(table.select())] == [None]
    engine.dispose()
    assert rows_of(database_url, learner.conversation_id) == {}


async def test_what_came_in_as_it_was_erased_goes_in_the_next_night(
    gateway: Gateway, learner: Learner, database_url: str, tmp_path: Path
) -> None:
    async with learner.session.delete(learner.base, headers=learner.headers):
        pass
    filled(database_url, learner.conversation_id)
    await night(gateway.app[DATABASE], datetime.now(UTC) + timedelta(days=2))
    assert rows_of(database_url, learner.conversation_id) == {}
    assert MARK.encode() not in written(database_url, tmp_path)


async def test_the_export_shows_every_table_and_nothing_that_opens_or_finds_something(
    gateway: Gateway, learner: Learner, database_url: str
) -> None:
    tables = filled(database_url, learner.conversation_id, SHOWN_BY_NAME | REPEATS_MESSAGES)
    body = await exported(learner)
    assert set(body["other"]) >= tables
    for name in tables:
        texts = [column for column in Base.metadata.tables[name].columns if shows(column)]
        shown = json.dumps(body["other"][name], ensure_ascii=False)
        assert not [column.name for column in texts if told(column) not in shown], name
    whole = json.dumps(body, ensure_ascii=False)
    assert HIDDEN not in whole
    assert f"{MARK} plan_links key" not in whole


def shows(column: Column[Any]) -> bool:
    """Whether a column holds a text that its person may read."""
    if column.foreign_keys or IS_SECRET.search(column.name) or column.table.name == "plan_links":
        return False
    return isinstance(column.type, String)


async def test_what_the_export_shows_by_name_is_there(start: Start, learner: Learner) -> None:
    body = await exported(learner)
    names = {"plan_items": "plan", "consents": "consent_history"}
    assert {names.get(name, name) for name in SHOWN_BY_NAME} <= set(body)
