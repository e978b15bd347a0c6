"""What a course gains by a term in a field, and how much is looked at."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from backends.courses.storage.candidates import (
    MOST_CANDIDATES,
    TermCounts,
    Wanted,
    gains,
    heaviest,
    pieces_of,
    within_reach,
)

TOTAL = 10_000


def wanted(vocabulary: Mapping[str, TermCounts], total: int = TOTAL) -> list[Wanted]:
    return within_reach(one for term, found in vocabulary.items() for one in gains(term, found, total))


def counts(*by_field: int) -> TermCounts:
    title, keyword, part, body = by_field
    return TermCounts(max(by_field), (title, keyword, part, body))


def test_rare_terms_and_names_weigh_more() -> None:
    vocabulary = {"harvinainen": counts(1, 0, 0, 3), "tavallinen": counts(400, 0, 0, 0)}
    found = wanted(vocabulary)
    assert [(one.term, one.field) for one in found] == [
        ("harvinainen", "title"),
        ("tavallinen", "title"),
        ("harvinainen", "body"),
    ]
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert all(isinstance(one.weight, int) and one.weight > 0 for one in found)


def test_the_lightest_are_left_out_where_there_is_too_much_to_look_at() -> None:
    vocabulary = {"a": counts(10, 0, 0, MOST_CANDIDATES), "b": counts(20, 0, 0, 0)}
    assert {(one.term, one.field) for one in wanted(vocabulary)} == {
        ("a", "title"),
        ("b", "title"),
    }


def test_a_single_frequent_term_is_looked_up_all_the_same() -> None:
    (one,) = wanted({"a": counts(TOTAL, 0, 0, 0)})
    assert one == Wanted("a", "title", one.weight, TOTAL)


def test_the_courses_that_gain_most_come_first_and_ties_by_number() -> None:
    found = [Wanted("a", "title", 10, 2), Wanted("b", "body", 4, 3)]
    places = [np.array([7, 3], np.int32), np.array([2, 3, 5], np.int32)]
    assert heaviest(found, places, 4) == [3, 7, 2, 5]
    assert heaviest(found, places, 1) == [3]


def test_pieces_are_each_given_once() -> None:
    assert pieces_of("ababab") == ["aba", "bab"]
    assert pieces_of("ab") == []
