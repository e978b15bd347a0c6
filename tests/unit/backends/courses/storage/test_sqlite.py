from __future__ import annotations

from pathlib import Path

import pytest

from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build
from backends.courses.storage.repository import StorageError, Where
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import CATALOGUE


def names(repository: SqliteOffers, courses: list[int]) -> set[str]:
    rows = repository.rows(Where(), courses, limit=100, each=1)
    return {stored.offer.name for stored in repository.offers(rows)}


def ids(repository: SqliteOffers, where: Where, courses: list[int] | None = None) -> list[str]:
    return [
        stored.offer.id for stored in repository.offers(repository.rows(where, courses, limit=100, each=100))
    ]


def test_terms_are_joined_by_or(repository: SqliteOffers) -> None:
    found = repository.matching(["hitsaus", "lähihoitaja"], 10)
    assert names(repository, found) == {"Hitsauksen peruskurssi", "Sosiaali- ja terveysalan perustutkinto"}


def test_the_name_weighs_more_than_the_keywords(repository: SqliteOffers) -> None:
    best, *_ = repository.matching(["esimies", "hygieniapassi"], 10)
    assert names(repository, [best]) == {"Hygieniapassi"}


def test_offers_that_differ_in_place_alone_are_one_course(repository: SqliteOffers) -> None:
    courses = repository.matching(["hitsaus"], 10)
    assert len(courses) == 1
    assert sorted(ids(repository, Where(), courses)) == ["hitsaus-kempele", "hitsaus-oulu", "hitsaus-turku"]
    assert len(repository.rows(Where(), courses, limit=100, each=2)) == 2


def test_conditions_must_all_hold(repository: SqliteOffers) -> None:
    courses = repository.matching(["hitsaus"], 10)
    at_turku = Where(places=frozenset({"Turku"}), times=frozenset({"evening"}))
    assert ids(repository, at_turku, courses) == ["hitsaus-turku"]
    assert ids(repository, Where(places=frozenset({"Oulu"}), times=frozenset({"evening"})), courses) == []
    assert ids(repository, Where(kinds=frozenset({"degree"})), courses) == []
    assert ids(repository, Where(kinds=frozenset({"liberal"}))) == ["opisto"]
    assert ids(repository, Where(places=frozenset({"Turku"}), kinds=frozenset({"language"}))) == ["suomi"]


def test_no_course_gives_no_offer(repository: SqliteOffers) -> None:
    assert ids(repository, Where(), []) == []


def test_a_region_is_a_place(repository: SqliteOffers) -> None:
    courses = repository.matching(["hitsaus"], 10)
    found = ids(repository, Where(places=frozenset({"Pohjois-Pohjanmaa", "Oulu"})), courses)
    assert sorted(found) == ["hitsaus-kempele", "hitsaus-oulu"]


@pytest.mark.parametrize("term", ['"', "NEAR", "a AND b", "*", "", "'", "title : x"])
def test_terms_are_never_operators(repository: SqliteOffers, term: str) -> None:
    assert repository.matching([term], 5) == []


def test_a_and_umlaut_are_different_letters(repository: SqliteOffers) -> None:
    assert repository.matching(["lahihoitaja"], 5) == []


def test_pieces_of_words_find_what_looks_alike(repository: SqliteOffers) -> None:
    assert names(repository, repository.alike("hygieniapasi", 1)) == {"Hygieniapassi"}
    assert repository.alike("x", 5) == []


def test_unknown_rows_are_left_out_and_order_is_kept(repository: SqliteOffers) -> None:
    found = [stored.offer.id for stored in repository.offers([3, 999, 1])]
    assert found == [CATALOGUE[2].id, CATALOGUE[0].id]
    assert repository.courses([999]) == []


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
