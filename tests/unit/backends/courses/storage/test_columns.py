"""Which offers meet conditions, in which order, by numbers in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.courses.domain import Kind, Mode, Time
from backends.courses.facts import Facts
from backends.courses.search.wishes import shown_modes, shown_times
from backends.courses.storage.columns import LEAD, OfferColumns
from backends.courses.storage.repository import StorageError, Where

_PLACES = ("Oulu", "Turku", "Lappi")
_PROVIDERS = ("Omnia", "Gradia")
_some = st.frozensets


@st.composite
def many_facts(draw: st.DrawFn) -> list[Facts]:
    """Offers of a few courses in any order."""
    number = draw(st.integers(0, 25))
    courses = [draw(st.integers(1, 4)) for _ in range(number)]
    return [
        Facts(
            row=row,
            course=course,
            id=str(row),
            name="x",
            kind=draw(st.sampled_from(list(Kind))),
            provider=draw(st.sampled_from((None, *_PROVIDERS))),
            municipalities=tuple(draw(_some(st.sampled_from(_PLACES[:2])))),
            regions=tuple(draw(_some(st.sampled_from(_PLACES[2:])))),
            modes=tuple(draw(_some(st.sampled_from(list(Mode)), max_size=3))),
            times=tuple(draw(_some(st.sampled_from(list(Time)), max_size=2))),
        )
        for row, course in enumerate(courses, start=1)
    ]


WHERE = st.builds(
    Where,
    places=_some(st.sampled_from((*_PLACES, "Kainuu"))),
    modes=_some(st.sampled_from([str(mode) for mode in Mode]), max_size=2),
    times=_some(st.sampled_from([str(time) for time in Time]), max_size=2),
    kinds=_some(st.sampled_from([str(kind) for kind in Kind])),
    providers=_some(st.sampled_from((*_PROVIDERS, "nobody"))),
)


def meets(where: Where, offer: Facts) -> bool:
    """The conditions in plain words."""
    return (
        (not where.places or not where.places.isdisjoint((*offer.municipalities, *offer.regions)))
        and where.modes <= set(shown_modes(offer))
        and where.times <= set(shown_times(offer))
        and (not where.kinds or offer.kind in where.kinds)
        and (not where.providers or offer.provider in where.providers)
    )


@given(many_facts(), WHERE, st.integers(1, 30), st.integers(1, 5))
def test_rows_are_those_that_meet_the_conditions_each_course_in_turn(
    facts: list[Facts], where: Where, limit: int, each: int
) -> None:
    seen: dict[int, int] = {}
    expected = []
    for one in facts:
        if meets(where, one):
            nth = seen.get(one.course, 0)
            seen[one.course] = nth + 1
            if nth < each:
                expected.append((nth, one.course, one.row))
    found = OfferColumns(facts).rows(where, None, limit, each)
    assert found == [row for *_, row in sorted(expected)[:limit]]


@given(many_facts(), WHERE, st.lists(st.integers(0, 6)), st.integers(1, 5))
def test_rows_of_some_courses_are_the_first_of_each_that_meet_the_conditions(
    facts: list[Facts], where: Where, courses: list[int], each: int
) -> None:
    found = OfferColumns(facts).rows(where, courses, len(facts) + 1, each)
    expected = [
        [one.row for one in facts if one.course == course and meets(where, one)][:each] for course in courses
    ]
    assert sorted(found) == sorted({row for rows in expected for row in rows})


def test_the_first_courses_give_more_offers() -> None:
    facts = [
        Facts(row=row, course=1 + (row - 1) // 4, id=str(row), name="x", kind=Kind.SHORT)
        for row in range(1, 4 * (LEAD + 2) + 1)
    ]
    courses = list(range(LEAD + 2, 0, -1))
    found = OfferColumns(facts).rows(Where(), courses, LEAD + 2, 4)
    assert [facts[row - 1].course for row in found] == [*courses[:LEAD], courses[0], courses[LEAD]]


def test_unknown_rows_have_no_facts() -> None:
    facts = [Facts(row=1, course=1, id="a", name="x", kind=Kind.SHORT)]
    assert OfferColumns(facts).facts([0, 1, 2, -1]) == facts


def test_rows_with_gaps_are_refused() -> None:
    with pytest.raises(StorageError):
        OfferColumns([Facts(row=2, course=1, id="a", name="x", kind=Kind.SHORT)])
