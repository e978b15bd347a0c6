"""The order of what is shown: different courses first, no unknown place before the wanted one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from backends.courses.domain import Kind
from backends.courses.facts import Facts
from backends.courses.search.order import ordered, same_course
from backends.courses.search.ranking import Ranked
from backends.courses.search.wishes import Met
from tests.support.offers import offer


def hit(row: int, name: str, score: float, place: Met | None = None, text: float = 1.0) -> Ranked:
    stored = Facts.of(row, row, offer(f"{name}{row}", name))
    return Ranked(stored, text, score, (), {} if place is None else {"place": place})


def shown(*hits: Ranked) -> list[str]:
    return [one.offer.id for one in ordered(hits)]


def test_the_first_three_are_different_courses() -> None:
    hits = [hit(row, "A", 1.0) for row in range(4)]
    assert shown(*hits, hit(4, "B", 0.7), hit(5, "C", 0.65))[:3] == ["A0", "B4", "C5"]


def test_what_hardly_fits_does_not_take_the_place_of_another_provider() -> None:
    assert shown(hit(0, "A", 1.0), hit(1, "A", 1.0), hit(2, "B", 0.5, text=0.4))[:2] == ["A0", "A1"]


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
