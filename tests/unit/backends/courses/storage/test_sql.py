"""Both databases answer in the same way."""

from __future__ import annotations

import pytest

from backends.courses.facts import Facts
from backends.courses.storage.postgresql import PostgresqlOffers
from backends.courses.storage.repository import OfferRepository, Where
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import CATALOGUE


@pytest.fixture(params=["sqlite", "postgresql"])
def offers(request: pytest.FixtureRequest) -> OfferRepository:
    """The small catalogue in each of the databases."""
    name = {"sqlite": "repository", "postgresql": "on_server"}[request.param]
    found: OfferRepository = request.getfixturevalue(name)
    return found


def names(offers: OfferRepository, courses: list[int]) -> set[str]:
    rows = offers.rows(Where(), courses, limit=100, each=1)
    return {stored.offer.name for stored in offers.offers(rows)}


def ids(offers: OfferRepository, where: Where, courses: list[int] | None = None) -> list[str]:
    return [stored.offer.id for stored in offers.offers(offers.rows(where, courses, limit=100, each=100))]


def test_terms_are_joined_by_or(offers: OfferRepository) -> None:
    found = offers.matching(["hitsaus", "lähihoitaja"], 10)
    assert names(offers, found) == {"Hitsauksen peruskurssi", "Sosiaali- ja terveysalan perustutkinto"}


def test_the_name_weighs_more_than_the_keywords(offers: OfferRepository) -> None:
    best, *_ = offers.matching(["esimies", "hygieniapassi"], 10)
    assert names(offers, [best]) == {"Hygieniapassi"}


def test_offers_that_differ_in_place_alone_are_one_course(offers: OfferRepository) -> None:
    courses = offers.matching(["hitsaus"], 10)
    assert len(courses) == 1
    assert sorted(ids(offers, Where(), courses)) == ["hitsaus-kempele", "hitsaus-oulu", "hitsaus-turku"]
    assert len(offers.rows(Where(), courses, limit=100, each=2)) == 2


def test_conditions_must_all_hold(offers: OfferRepository) -> None:
    courses = offers.matching(["hitsaus"], 10)
    at_turku = Where(places=frozenset({"Turku"}), times=frozenset({"evening"}))
    assert ids(offers, at_turku, courses) == ["hitsaus-turku"]
    assert ids(offers, Where(places=frozenset({"Oulu"}), times=frozenset({"evening"})), courses) == []
    assert ids(offers, Where(kinds=frozenset({"degree"})), courses) == []
    assert ids(offers, Where(kinds=frozenset({"liberal"}))) == ["opisto"]
    assert ids(offers, Where(places=frozenset({"Turku"}), kinds=frozenset({"language"}))) == ["suomi"]


def test_no_course_gives_no_offer(offers: OfferRepository) -> None:
    assert ids(offers, Where(), []) == []


def test_a_region_is_a_place(offers: OfferRepository) -> None:
    courses = offers.matching(["hitsaus"], 10)
    found = ids(offers, Where(places=frozenset({"Pohjois-Pohjanmaa", "Oulu"})), courses)
    assert sorted(found) == ["hitsaus-kempele", "hitsaus-oulu"]


@pytest.mark.parametrize("term", ['"', "NEAR", "a AND b", "*", "", "'", "title : x"])
def test_terms_are_never_operators(offers: OfferRepository, term: str) -> None:
    assert offers.matching([term], 5) == []


def test_a_and_umlaut_are_different_letters(offers: OfferRepository) -> None:
    assert offers.matching(["lahihoitaja"], 5) == []


def test_pieces_of_words_find_what_looks_alike(offers: OfferRepository) -> None:
    assert names(offers, offers.alike("hygieniapasi", 0.5, 1)) == {"Hygieniapassi"}
    assert offers.alike("x", 0.5, 5) == []
    assert offers.alike("hygieniapasi täysin muuta asiaa", 0.5, 5) == []


def test_where_terms_stand_is_told_as_by_the_courses_themselves(offers: OfferRepository) -> None:
    terms = [*sorted(offers.vocabulary()), "tuntematon"]
    numbers = [3, 1, 2]
    expected = [bytes(course.terms.get(term, 0) for term in terms) for course in offers.courses(numbers)]
    assert offers.standing(terms, numbers) == expected
    assert offers.standing(terms, []) == []
    assert offers.standing([], numbers) == [b"", b"", b""]


def test_unknown_rows_are_left_out_and_order_is_kept(offers: OfferRepository) -> None:
    found = [stored.offer.id for stored in offers.offers([3, 999, 1])]
    assert found == [CATALOGUE[2].id, CATALOGUE[0].id]
    assert offers.courses([999]) == []


def test_facts_are_those_of_the_offers(offers: OfferRepository) -> None:
    rows = range(1, len(CATALOGUE) + 1)
    for facts, stored in zip(offers.facts(), offers.offers(rows), strict=True):
        assert facts == Facts.of(stored.row, stored.course, stored.offer)


def test_the_first_offers_of_each_course_come_first(offers: OfferRepository) -> None:
    courses = [stored.course for stored in offers.offers(offers.rows(Where(), None, limit=100, each=100))]
    assert len(courses) == len(CATALOGUE)
    assert courses[: len(set(courses))] == sorted(set(courses))


def test_facets_count_offers_of_all_or_of_some_courses(offers: OfferRepository) -> None:
    towns = {
        facet.value: facet.count for facet in offers.facets(offers.matching(["hitsaus"], 10))["municipality"]
    }
    assert towns == {"Oulu": 1, "Kempele": 1, "Turku": 1}
    assert sum(facet.count for facet in offers.facets(None)["kind"]) == len(CATALOGUE)


def test_both_databases_hold_the_same(repository: SqliteOffers, on_server: PostgresqlOffers) -> None:
    assert repository.vocabulary() == on_server.vocabulary()
    assert repository.providers() == on_server.providers()
    assert repository.facets(None) == on_server.facets(None)
    terms = sorted(repository.vocabulary())
    assert repository.matching(terms, 100) == on_server.matching(terms, 100)
    numbers = range(1, repository.count() + 1)
    assert repository.courses(numbers) == on_server.courses(numbers)
    for text in ("hitsauskursi", "hygieniapasi", "lähihoitja"):
        assert repository.alike(text, 0.3, 50) == on_server.alike(text, 0.3, 50)
    for where in (Where(), Where(places=frozenset({"Oulu", "Turku"})), Where(times=frozenset({"evening"}))):
        assert repository.rows(where, None, 50, 2) == on_server.rows(where, None, 50, 2)
