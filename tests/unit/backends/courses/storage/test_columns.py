"""Which offers meet conditions, in which order, by numbers in memory."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backends.courses.domain import Kind, Mode, Time
from backends.courses.facts import Facts
from backends.courses.search.wishes import shown_modes, shown_times
from backends.courses.storage.columns import LEAD, OfferColumns
from backends.courses.storage.repository import StorageError, Where

_PLACES = ("Oulu", "Turku", "Lappi")
_PROVIDERS = ("Omnia", "Gradia")


def some(draw: Random, values: Iterable[str], most: int) -> frozenset[str]:
    held = list(values)
    return frozenset(draw.sample(held, draw.randint(0, min(most, len(held)))))


def many_facts(draw: Random) -> list[Facts]:
    """Offers of a few courses in any order."""
    return [
        Facts(
            row=row,
            course=draw.randint(1, 4),
            id=str(row),
            name="x",
            kind=draw.choice(list(Kind)[:3]),
            provider=draw.choice((None, *_PROVIDERS)),
            municipalities=tuple(some(draw, _PLACES[:2], 2)),
            regions=tuple(some(draw, _PLACES[2:], 1)),
            modes=tuple(map(Mode, some(draw, Mode, 3))),
            times=tuple(map(Time, some(draw, Time, 2))),
        )
        for row in range(1, draw.randint(1, 26))
    ]


def where_of(draw: Random) -> Where:
    """Conditions of any sort, often none of a sort."""
    return Where(
        places=some(draw, (*_PLACES, "Kainuu"), draw.randint(0, 2)),
        modes=some(draw, Mode, draw.randint(0, 1)),
        times=some(draw, Time, draw.randint(0, 1)),
        kinds=some(draw, list(Kind)[:3], draw.randint(0, 2)),
        providers=some(draw, (*_PROVIDERS, "nobody"), draw.randint(0, 1)),
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


@settings(deadline=None)
@given(st.integers(), st.integers(1, 30), st.integers(1, 5))
def test_rows_are_those_that_meet_the_conditions_each_course_in_turn(
    seed: int, limit: int, each: int
) -> None:
    draw = Random(seed)
    facts, where = many_facts(draw), where_of(draw)
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


@settings(deadline=None)
@given(st.integers(), st.lists(st.integers(0, 6), max_size=8), st.integers(1, 5))
def test_rows_of_some_courses_are_the_first_of_each_that_meet_the_conditions(
    seed: int, courses: list[int], each: int
) -> None:
    draw = Random(seed)
    facts, where = many_facts(draw), where_of(draw)
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


@settings(deadline=None)
@given(st.integers(), st.lists(st.integers(1, 4), max_size=4), st.integers(1, 9), st.booleans())
def test_steps_reach_the_rows_of_each(seed: int, numbers: list[int], limit: int, any_course: bool) -> None:
    draw = Random(seed)
    columns = OfferColumns(many_facts(draw))
    steps = [(where_of(draw), draw.randint(1, 3)) for _ in range(3)]
    courses = None if any_course else numbers
    expected = {row for where, each in steps for row in columns.rows(where, courses, limit, each)}
    reached = columns.reached(steps, courses, limit).tolist()
    assert set(reached) == expected
    assert len(reached) == len(expected)


def test_rows_with_gaps_are_refused() -> None:
    with pytest.raises(StorageError):
        OfferColumns([Facts(row=2, course=1, id="a", name="x", kind=Kind.SHORT)])
