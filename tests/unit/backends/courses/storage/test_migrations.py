"""Every revision leads to the tables that the code expects, on both databases, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from backends.courses.storage.migrate import MIGRATIONS, VERSION_TABLE, configuration, upgrade
from backends.courses.storage.schema import Base
from tests.support.postgresql import Cluster

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'courses.sqlite'}"
    else:
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.new_database()
    made = create_engine(url)
    yield made
    made.dispose()


def differences(connection: Connection) -> list[object]:
    """What the tables lack or have too much; the text index is each database's own."""
    ours = set(Base.metadata.tables)
    context = MigrationContext.configure(
        connection,
        opts={"include_name": lambda name, kind, _: kind != "table" or name in ours},
    )
    return list(compare_metadata(context, Base.metadata))


@pytest.mark.parametrize("start", ["base", *REVISIONS])
def test_every_revision_leads_to_the_tables_of_this_release(engine: Engine, start: str) -> None:
    with engine.begin() as connection:
        if start != "base":
            upgrade(connection, start)
        upgrade(connection)
        upgrade(connection)
    with engine.connect() as connection:
        assert differences(connection) == []
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == REVISIONS[-1]
        for column in ("title", "keyword", "part", "body"):
            assert connection.execute(text(f"SELECT {column} FROM course_terms")).all() == []


def test_the_index_of_a_filled_older_database_is_made_again(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(text("INSERT INTO course_meta VALUES ('fingerprint', 'old')"))
        upgrade(connection)
        assert connection.execute(text("SELECT * FROM course_meta")).all() == []


def test_the_migrations_go_back_to_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection)
        command.downgrade(configuration(connection), "base")
    assert set(inspect(engine).get_table_names()) == {VERSION_TABLE}
