"""The migrations make exactly the tables of the models, and keep what is there."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.conversations.database import MIGRATIONS, Database
from bot.conversations.schema import Base
from bot.tables import PERSONAL_TABLES
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


def test_every_table_of_a_conversation_is_erased_with_it(database_file: Path) -> None:
    with sqlite3.connect(database_file) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        of_conversations = {
            name
            for name in names
            if "conversation_id" in {row[1] for row in database.execute(f"PRAGMA table_info({name})")}
        }
    assert {table.name for table in PERSONAL_TABLES} == of_conversations


def test_what_was_kept_before_the_plan_had_keys_becomes_steps(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO conversations"
                " (id, token_hash, engine_id, channel, language, owner, last_seq, turns, created_at)"
                " VALUES ('c', 't', 'e', 'web', 'fi', 'bot', 3, 1, '2026-11-26 10:00:00')"
            )
        )
        for number, item in enumerate(['{"title": "Kurssi"}', "{}"]):
            connection.execute(
                text("INSERT INTO plan_items VALUES ('c', 3, :number, :item, '2026-11-26 10:00:00')"),
                {"number": number, "item": item},
            )
        command.upgrade(config, "head")
        rows = connection.execute(text("SELECT id, kind, key, item, done FROM plan_items ORDER BY id")).all()
        command.downgrade(config, "0002")
        assert connection.execute(text("SELECT count(*) FROM plan_items")).scalar() == 0
    engine.dispose()
    assert [(row.id, row.kind, row.key, json.loads(row.item), row.done) for row in rows] == [
        ("m3-0", "step", "step:m3-0", {"title": "Kurssi"}, 0),
        ("m3-1", "step", "step:m3-1", {"title": "m3-1"}, 0),
    ]
