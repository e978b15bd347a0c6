"""The order of what is shown: different courses first, no unknown place before the wanted one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backends.courses.domain import Kind
from backends.courses.facts import Facts
from backends.courses.search.matching import Fit, Match
from backends.courses.search.order import ordered
from backends.courses.search.query import Alternative, Group, How
from backends.courses.search.table import ANSWERS, NO_PLACE, OfferTable, Ranked, RankedOffers, same_course
from backends.courses.search.wishes import Met, PlaceWish, Wishes
from tests.support.offers import offer


def hit(row: int, name: str, score: float, place: Met | None = None, text: float = 1.0) -> Ranked:
    stored = Facts.of(row, row, offer(f"{name}{row}", name))
    return Ranked(stored, text, score, (), {} if place is None else {"place": place})


def columns(hits: Sequence[Ranked]) -> RankedOffers:
    """Hits, which are numbered from 0, as columns."""
    place = PlaceWish(("Oulu",)) if any("place" in one.met for one in hits) else None
    return RankedOffers(
        table=OfferTable([one.offer for one in hits]),
        wishes=Wishes(place=place),
        fits=[Fit(one.text, one.matches) for one in hits],
        at=np.arange(len(hits)),
        fit=np.arange(len(hits)),
        text=np.array([one.text for one in hits]),
        score=np.array([one.score for one in hits]),
        place=np.array([ANSWERS.index(one.met["place"]) if place else NO_PLACE for one in hits], np.int8),
        missed=np.array([one.met.get("mode", Met.MET) is not Met.MET for one in hits], np.int8),
    )


def shown(*hits: Ranked, varied: bool = True) -> list[str]:
    return [one.offer.id for one in ordered(columns(hits), varied=varied)]


def test_what_fits_best_comes_first_for_who_shows_more_than_three() -> None:
    hits = [hit(row, "A", 1.0) for row in range(4)]
    assert shown(*hits, hit(4, "B", 0.7), varied=False)[:3] == ["A0", "A1", "A2"]


def test_the_first_three_are_different_courses() -> None:
    hits = [hit(row, "A", 1.0) for row in range(4)]
    assert shown(*hits, hit(4, "B", 0.7), hit(5, "C", 0.65))[:3] == ["A0", "B4", "C5"]


def test_what_hardly_fits_does_not_take_the_place_of_another_provider() -> None:
    assert shown(hit(0, "A", 1.0), hit(1, "A", 1.0), hit(2, "B", 0.5, text=0.4))[:2] == ["A0", "A1"]


def test_who_names_a_course_sees_it_at_other_providers_before_what_is_like_it() -> None:
    said = Alternative(("a",), 1.0, How.EXACT, "a")
    named = (Match(Group("a", (said,)), said, "title", 1.0),)
    hits = [replace(hit(row, "A", 1.0), matches=named) for row in range(2)]
    assert shown(*hits, hit(2, "B", 0.8, text=0.8))[:2] == ["A0", "A1"]
    assert shown(*hits, hit(2, "B", 0.8, text=0.9))[:2] == ["A0", "B2"]


def test_the_last_of_the_first_three_is_another_course_even_beside_a_named_one() -> None:
    said = Alternative(("a",), 1.0, How.EXACT, "a")
    named = (Match(Group("a", (said,)), said, "title", 1.0),)
    hits = [replace(hit(row, "A", 1.0), matches=named) for row in range(3)]
    assert shown(*hits, hit(3, "B", 0.6, text=0.65))[:3] == ["A0", "A1", "B3"]


def test_another_course_that_misses_a_wish_does_not_come_before_one_that_meets_it() -> None:
    meets = [replace(hit(row, "A", 1.0), met={"mode": Met.MET}) for row in range(2)]
    misses = replace(hit(2, "B", 0.8), met={"mode": Met.UNKNOWN})
    assert shown(*meets, misses) == ["A0", "A1", "B2"]


def test_what_comes_again_and_again_stands_behind_all_that_differs() -> None:
    hits = [hit(row, "A", 1.0) for row in range(30)]
    found = shown(*hits, hit(30, "B", 0.2, text=0.5))
    assert found.index("B30") == 10
    assert len(found) == 31


def test_two_offers_of_a_course_by_one_provider_stand_before_its_others() -> None:
    by_one = [hit(row, "A", 1.0) for row in range(4)]
    hits = [replace(one, offer=replace(one.offer, provider="Omnia")) for one in by_one]
    assert shown(*hits, hit(4, "A", 0.5, text=0.5)) == ["A0", "A1", "A4", "A2", "A3"]


def test_an_apprenticeship_is_the_same_course() -> None:
    degree = replace(offer("d", "Alan perustutkinto", Kind.DEGREE), qualification="Alan perustutkinto")
    assert same_course(degree) == same_course(replace(degree, name="Alan perustutkinto oppisopimuksella"))
    part = replace(degree, kind=Kind.DEGREE_PART, name="Osa")
    assert same_course(part) == "Osa"


def test_an_unknown_place_waits_for_what_fits_in_the_wanted_place() -> None:
    hits = [hit(0, "A", 1.0, Met.UNKNOWN), hit(1, "B", 0.9, Met.NEAR), hit(2, "C", 0.7, Met.MET)]
    assert shown(*hits) == ["B1", "C2", "A0"]


def test_an_unknown_place_does_not_wait_for_what_hardly_fits() -> None:
    hits = [hit(0, "A", 1.0, Met.UNKNOWN), hit(1, "B", 0.5, Met.MET, text=0.4)]
    assert shown(*hits) == ["A0", "B1"]


def test_another_provider_in_the_wanted_place_comes_before_another_course_elsewhere() -> None:
    hits = [hit(0, "A", 1.0, Met.MET), hit(1, "A", 1.0, Met.MET), hit(2, "B", 0.8, Met.OTHER)]
    assert shown(*hits) == ["A0", "A1", "B2"]
    nearby = [*hits[:2], hit(2, "B", 0.8, Met.NEAR)]
    assert shown(*nearby) == ["A0", "B2", "A1"]


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.floats(0, 1), st.sampled_from(list(Met)), st.floats(0, 1)),
        max_size=12,
    )
)
def test_nothing_is_lost_or_doubled(drawn: list[tuple[str, float, Met, float]]) -> None:
    hits = [hit(row, name, score, met, text) for row, (name, score, met, text) in enumerate(drawn)]
    assert sorted(shown(*hits)) == sorted(one.offer.id for one in hits)
