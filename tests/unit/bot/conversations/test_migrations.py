"""The migrations make exactly the tables of the models, and keep what is there."""

import sqlite3
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.conversations.database import Database
from bot.conversations.schema import PERSONAL_TABLES, Base
from tests.unit.bot.conftest import address_of


def test_the_migrated_tables_are_those_of_the_models(database_file: Path) -> None:
    engine = create_engine(f"sqlite:///{database_file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        differences: list[Any] = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_the_comparison_would_find_a_difference(database_file: Path) -> None:
    with sqlite3.connect(database_file) as database:
        database.execute("ALTER TABLE conversations DROP COLUMN source")
    engine = create_engine(f"sqlite:///{database_file}")
    with engine.connect() as connection:
        differences: list[Any] = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert [difference[0] for difference in differences] == ["add_column"]


async def test_migrating_again_changes_nothing(database_file: Path) -> None:
    def dump() -> list[str]:
        with sqlite3.connect(database_file) as database:
            return list(database.iterdump())

    before = dump()
    database = Database(address_of(database_file))
    await database.migrate()
    await database.close()
    assert dump() == before


def test_every_table_of_a_conversation_is_erased_with_it() -> None:
    of_conversations = {
        table.name for table in Base.metadata.tables.values() if "conversation_id" in table.columns
    }
    assert {table.__tablename__ for table in PERSONAL_TABLES} == of_conversations
