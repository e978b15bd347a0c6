"""A database of any older release, with a row in each of its tables, is brought to this one."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, func, select

import bot.tables  # noqa: F401 - makes all tables known
from bot.archive.stores import store_at
from bot.conversations.base import Base
from bot.conversations.database import MIGRATIONS, upgrade
from bot.conversations.migrations import head
from tests.integration.gateway.conftest import POSTGRESQL
from tests.support.postgresql import Cluster
from tests.support.rows import fill

REVISIONS = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", POSTGRESQL])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An empty database on each system."""
    if request.param == "sqlite":
        return store_at(f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}").engine()
    cluster: Cluster = request.getfixturevalue("postgresql")
    return store_at(cluster.new_database()).engine()


def migrate(connection: Connection, revision: str) -> None:
    """Bring an older database to a revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def counted(connection: Connection, names: list[str]) -> dict[str, int]:
    """How many rows these tables have."""
    tables = [Base.metadata.tables[name] for name in names if name in Base.metadata.tables]
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_an_older_release_kept_is_kept(revision: str, engine: Engine) -> None:
    with engine.begin() as connection:
        migrate(connection, revision)
        older = MetaData()
        older.reflect(connection)
        tables = [table for table in older.sorted_tables if table.name != "alembic_version"]
        fill(connection, tables, deleted_at=None)
    with engine.begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == head()
        assert compare_metadata(context, Base.metadata) == []
        left = counted(connection, [table.name for table in tables])
    engine.dispose()
    assert set(left.values()) == {1}


def test_every_revision_is_tried() -> None:
    assert len(REVISIONS) == len(list((MIGRATIONS / "versions").glob("*.py")))
    assert REVISIONS[-1] == head()
