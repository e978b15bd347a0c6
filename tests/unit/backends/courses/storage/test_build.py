"""The database is made whole or not at all, while the old one is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build, build_on_server, holds_catalogue
from backends.courses.storage.postgresql import PostgresqlOffers
from backends.courses.storage.repository import StorageError, Where
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import CATALOGUE
from tests.support.postgresql import Cluster

pytestmark = pytest.mark.slow


def rows(url: str) -> int:
    return len(PostgresqlOffers(url).rows(Where(), None, 1_000, 1_000))


def test_a_missing_file_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        SqliteOffers(tmp_path / "none.sqlite")


def test_a_file_that_is_no_database_is_a_storage_error(tmp_path: Path) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StorageError):
        SqliteOffers(path).count()


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path, analyzer: TermAnalyzer) -> None:
    path = tmp_path / "courses.sqlite"
    build(path, CATALOGUE[:2], analyzer, "first")
    with pytest.raises(Exception, match="UNIQUE"):
        build(path, (CATALOGUE[0], CATALOGUE[0]), analyzer, "second")
    assert SqliteOffers(path).fingerprint() == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["courses.sqlite"]


def test_readers_of_the_old_file_go_on_while_it_is_replaced(tmp_path: Path, analyzer: TermAnalyzer) -> None:
    path = tmp_path / "courses.sqlite"
    build(path, CATALOGUE[:2], analyzer, "first")
    reader = SqliteOffers(path)
    assert reader.fingerprint() == "first"
    build(path, CATALOGUE, analyzer, "second")
    assert reader.fingerprint() == "first"
    assert SqliteOffers(path).fingerprint() == "second"


def test_a_server_is_filled_once_and_again_when_the_catalogue_changes(
    postgresql: Cluster, analyzer: TermAnalyzer
) -> None:
    url = postgresql.new_database()
    assert not holds_catalogue(url)
    build_on_server(url, CATALOGUE[:2], analyzer, "first")
    build_on_server(url, CATALOGUE, analyzer, "first")
    assert holds_catalogue(url)
    assert rows(url) == 2
    build_on_server(url, CATALOGUE, analyzer, "second")
    assert rows(url) == len(CATALOGUE)


def test_a_build_that_fails_leaves_the_tables_of_the_server(
    postgresql: Cluster, analyzer: TermAnalyzer
) -> None:
    url = postgresql.new_database()
    build_on_server(url, CATALOGUE[:2], analyzer, "first")
    with pytest.raises(Exception, match="duplicate key"):
        build_on_server(url, (CATALOGUE[0], CATALOGUE[0]), analyzer, "second")
    assert PostgresqlOffers(url).fingerprint() == "first"
    assert rows(url) == 2


def test_a_server_that_is_not_there_is_a_storage_error(tmp_path: Path) -> None:
    nowhere = f"postgresql+psycopg://suunta@/suunta?host={tmp_path}"
    with pytest.raises(StorageError):
        holds_catalogue(nowhere)
    with pytest.raises(StorageError):
        PostgresqlOffers(nowhere).count()
