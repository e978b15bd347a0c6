"""The throw-away cluster: databases of their own, and a clear word where PostgreSQL is absent."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.support import postgresql as support
from tests.support.postgresql import Cluster


def test_each_new_database_is_empty_and_takes_finnish(postgresql: Cluster) -> None:
    first, second = (create_engine(postgresql.new_database()) for _ in range(2))
    with first.begin() as connection:
        connection.execute(text("CREATE TABLE towns (name text)"))
        connection.execute(text("INSERT INTO towns VALUES ('Äänekoski')"))
        assert connection.scalar(text("SELECT lower(name) FROM towns")) == "äänekoski"
    assert inspect(second).get_table_names() == []
    first.dispose()
    second.dispose()


def test_without_postgresql_the_failure_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(support, "programs", lambda: None)
    with (
        pytest.raises(FileNotFoundError, match="apt-get install postgresql"),
        support.running_cluster(),
    ):
        raise AssertionError
