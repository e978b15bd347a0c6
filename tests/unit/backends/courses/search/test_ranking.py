"""Which of two offers comes first, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backends.courses.domain import Kind, Mode, Offer
from backends.courses.facts import Facts
from backends.courses.search.matching import Fit
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.ranking import Ranker
from backends.courses.search.table import ANSWERS, OfferTable, Ranked
from backends.courses.search.wishes import PlaceWish, Wishes
from backends.courses.storage.repository import IndexedCourse
from tests.support.offers import offer

VOCABULARY = {"hitsaus": 10, "kokki": 10, "harvinainen": 1, "_hits": 20}


def group(*alternatives: tuple[str, float, How]) -> Group:
    return Group("sana", tuple(Alternative((term,), weight, how, term) for term, weight, how in alternatives))


def course(number: int, **terms: str) -> IndexedCourse:
    fields = ("title", "keyword", "part", "body")
    return IndexedCourse.of(number, [terms.get(name, "").split() for name in fields])


def ranker(offers: Sequence[Offer] = (), kilometres: float | None = None) -> Ranker:
    """Over offers that are all of course 1."""
    table = OfferTable([Facts.of(row, 1, one) for row, one in enumerate(offers, start=1)])
    providers = {"Omnia": frozenset({"omnia"})}
    return Ranker(VOCABULARY, 100, providers, table, lambda wish, offer: kilometres)


def fits(judge: Ranker, query: ParsedQuery, *courses: IndexedCourse) -> dict[int, Fit]:
    """How the query fits courses that have these terms."""
    standings = [bytes(course.terms.get(term, 0) for term in query.terms) for course in courses]
    return judge.fits(query, [course.number for course in courses], standings)


HITSAUS = ParsedQuery((group(("hitsaus", 1.0, How.EXACT), ("_hits", 0.5, How.PART)),))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"title": "hitsaus"}, {"keyword": "hitsaus"}),
        ({"keyword": "hitsaus"}, {"part": "hitsaus"}),
        ({"part": "hitsaus"}, {"body": "hitsaus"}),
        ({"title": "hitsaus"}, {"part": "_hits"}),
        ({"title": "hitsaus", "body": "hitsaus"}, {"title": "hitsaus"}),
    ],
)
def test_where_a_word_stands_decides(better: dict[str, str], worse: dict[str, str]) -> None:
    found = fits(ranker(), HITSAUS, course(1, **worse), course(2, **better))
    assert list(found) == [2, 1]
    assert found[2].text > found[1].text


def test_a_root_in_a_long_text_is_no_match() -> None:
    assert fits(ranker(), HITSAUS, course(1, body="_hits")) == {}


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    query = ParsedQuery((group(("hitsaus", 1.0, How.EXACT)), group(("harvinainen", 1.0, How.EXACT))))
    found = fits(ranker(), query, course(1, title="hitsaus"), course(2, title="harvinainen"))
    assert list(found) == [2, 1]


def ranked(query: ParsedQuery, offers: list[Offer], kilometres: float | None = None) -> list[Ranked]:
    judge = ranker(offers, kilometres)
    found = fits(judge, query, course(1, title="hitsaus"))
    return list(judge.rank(query, range(1, len(offers) + 1), found, {}))


OULU = PlaceWish(("Oulu",), frozenset({"Oulu"}), near_municipalities=frozenset({"Kempele"}))


@pytest.mark.parametrize(("becoming", "first"), [(True, "degree"), (False, "part")])
def test_who_wants_to_become_something_sees_the_qualification_first(becoming: bool, first: str) -> None:
    """A part that has the occupation in its name stands behind the qualification that leads to it."""
    query = ParsedQuery((replace(HITSAUS.groups[0], becoming=becoming),))
    offers = [offer("part", "Hitsaus", Kind.DEGREE_PART), offer("degree", "Metalliala", Kind.DEGREE)]
    table = OfferTable([Facts.of(row, row, one) for row, one in enumerate(offers, start=1)])
    judge = Ranker(VOCABULARY, 100, {}, table, lambda wish, offer: None)
    found = fits(judge, query, course(1, title="hitsaus"), course(2, keyword="hitsaus"))
    assert next(iter(judge.rank(query, [1, 2], found, {}))).offer.id == first


@pytest.mark.parametrize(("becoming", "first"), [(True, "short"), (False, "short")])
def test_a_short_course_named_for_what_one_wants_to_become_stands_beside_qualifications(
    becoming: bool, first: str
) -> None:
    query = ParsedQuery((replace(HITSAUS.groups[0], becoming=becoming),))
    offers = [offer("degree", "Metalliala", Kind.DEGREE), offer("short", "Hitsaus", Kind.SHORT)]
    table = OfferTable([Facts.of(row, row, one) for row, one in enumerate(offers, start=1)])
    judge = Ranker(VOCABULARY, 100, {}, table, lambda wish, offer: None)
    found = fits(judge, query, course(1, keyword="hitsaus"), course(2, title="hitsaus"))
    assert next(iter(judge.rank(query, [1, 2], found, {}))).offer.id == first


def test_places_come_in_the_order_of_relaxing() -> None:
    query = ParsedQuery(HITSAUS.groups, Wishes(place=OULU))
    offers = [
        offer("other", "Hitsaus", place="Turku"),
        offer("unknown", "Hitsaus"),
        offer("online", "Hitsaus", modes=(Mode.ONLINE,)),
        offer("near", "Hitsaus", place="Kempele"),
        offer("met", "Hitsaus", place="Oulu"),
    ]
    hits = ranked(query, offers)
    assert [hit.offer.id for hit in hits] == ["met", "near", "online", "unknown", "other"]
    assert [hit.relaxed for hit in hits] == [(), *[("place",)] * 4]


def test_the_nearer_of_two_others_comes_first() -> None:
    query = ParsedQuery(HITSAUS.groups, Wishes(place=OULU))
    far, near = (ranked(query, [offer("x", "Hitsaus", place="Turku")], km)[0].score for km in (900.0, 100.0))
    assert near > far


def test_what_was_found_out_of_one_place_holds_for_that_place_alone() -> None:
    query = ParsedQuery(HITSAUS.groups, Wishes(place=OULU, mode=frozenset({"online"})))
    offers = [
        offer("turku", "Hitsaus", place="Turku", modes=(Mode.CONTACT,)),
        offer("turku online", "Hitsaus", place="Turku", modes=(Mode.ONLINE,)),
        offer("oulu", "Hitsaus", place="Oulu", modes=(Mode.CONTACT,)),
        offer("oulu online", "Hitsaus", place="Oulu", modes=(Mode.ONLINE,)),
        offer("nowhere", "Hitsaus", modes=(Mode.CONTACT,)),
    ]
    judge = ranker(offers, 100.0)
    found = fits(judge, query, course(1, title="hitsaus"))
    for _ in range(2):
        hits = judge.rank(query, range(1, len(offers) + 1), found, {})
        scores = {hit.offer.id: hit.score for hit in hits}
        assert len(scores) == len(offers)
        for one in offers:
            assert scores[one.id] == ranked(query, [one], 100.0)[0].score
        shown = {hit.offer.id: ANSWERS[place] for hit, place in zip(hits, hits.place, strict=True)}
        assert shown == {one.id: query.wishes.met_by(one)["place"] for one in offers}


def test_a_precise_wish_for_the_level_weighs_more_than_a_wide_one() -> None:
    degree = [offer("x", "Hitsaus", Kind.DEGREE)]
    precise = ParsedQuery(HITSAUS.groups, Wishes(kind=frozenset({"badge"})))
    wide = ParsedQuery(HITSAUS.groups, Wishes(kind=frozenset({"badge", "short", "liberal"})))
    assert ranked(precise, degree)[0].score < ranked(wide, degree)[0].score


def test_the_basic_level_and_not_the_refresher_comes_first() -> None:
    names = ["Alan erikoisammattitutkinto", "Alan perustutkinto"]
    hits = ranked(HITSAUS, [offer(name, name, Kind.DEGREE) for name in names])
    assert [hit.offer.id for hit in hits] == names[::-1]
    cards = ranked(HITSAUS, [offer("again", "Kortin kertauskurssi"), offer("first", "Kortin kurssi")])
    assert [hit.offer.id for hit in cards] == ["first", "again"]


def test_a_provider_that_was_named_lifts_its_offers() -> None:
    query = ParsedQuery((*HITSAUS.groups, group(("omnia", 1.0, How.EXACT))))
    judge = ranker([offer("a", "Hitsaus"), offer("b", "Hitsaus", provider="Omnia")])
    found = fits(judge, query, course(1, title="hitsaus"))
    hits = judge.rank(query, [1, 2], found, judge.providers(query))
    assert [hit.offer.id for hit in hits] == ["b", "a"]
