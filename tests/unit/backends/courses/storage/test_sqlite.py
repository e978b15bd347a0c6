from __future__ import annotations

from pathlib import Path

import pytest

from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build
from backends.courses.storage.repository import StorageError, Where
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import CATALOGUE


def ids(repository: SqliteOffers, rows: list[int]) -> list[str]:
    return [item.offer.id for item in repository.indexed(rows)]


def test_terms_are_joined_by_or_and_the_best_field_comes_first(repository: SqliteOffers) -> None:
    rows = repository.matching(["hitsaus", "lähihoitaja"], Where(), 10)
    assert {one.split("-")[0] for one in ids(repository, rows)} == {"hitsaus", "sote"}


def test_conditions_must_all_hold(repository: SqliteOffers) -> None:
    at_turku = Where(places=frozenset({"Turku"}), times=frozenset({"evening"}))
    assert ids(repository, repository.matching(["hitsaus"], at_turku, 10)) == ["hitsaus-turku"]
    assert repository.matching(["hitsaus"], Where(kinds=frozenset({"degree"})), 10) == []
    assert ids(repository, repository.browse(Where(kinds=frozenset({"liberal"})), 10)) == ["opisto"]


def test_a_region_is_a_place(repository: SqliteOffers) -> None:
    rows = repository.matching(["hitsaus"], Where(places=frozenset({"Pohjois-Pohjanmaa"})), 10)
    assert sorted(ids(repository, rows)) == ["hitsaus-kempele", "hitsaus-oulu"]


@pytest.mark.parametrize("term", ['"', "NEAR", "a AND b", "*", "", "'", "title : x"])
def test_terms_are_never_operators(repository: SqliteOffers, term: str) -> None:
    assert repository.matching([term], Where(), 5) == []


def test_a_and_umlaut_are_different_letters(repository: SqliteOffers) -> None:
    assert repository.matching(["lahihoitaja"], Where(), 5) == []


def test_pieces_of_words_find_what_looks_alike(repository: SqliteOffers) -> None:
    assert ids(repository, repository.alike("hygieniapasi", 1)) == ["hygienia"]
    assert repository.alike("x", 5) == []


def test_unknown_rows_are_left_out_and_order_is_kept(repository: SqliteOffers) -> None:
    assert ids(repository, [3, 999, 1]) == [CATALOGUE[2].id, CATALOGUE[0].id]


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
    assert reader.count() == 2
    build(path, CATALOGUE, analyzer, "second")
    assert reader.count() == 2
    assert SqliteOffers(path).count() == len(CATALOGUE)
