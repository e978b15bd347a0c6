"""Small groups: nothing below five is shown, and nothing shown gives a hidden one away."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.impact.groups import LEAST, share, shown, shown_parts

COUNTS = st.integers(0, 40)


@given(COUNTS)
def test_no_count_below_five_is_shown(count: int) -> None:
    assert shown(count) == (count if count >= LEAST else None)


@given(COUNTS, COUNTS)
def test_a_share_shows_neither_few_inside_nor_few_outside(part: int, rest: int) -> None:
    value = share(part, part + rest)
    if part < LEAST or rest < LEAST:
        assert value is None
    else:
        assert value == part / (part + rest)


@given(st.lists(COUNTS, max_size=8), COUNTS)
def test_what_is_hidden_cannot_be_reckoned_from_the_total(counts: list[int], rest: int) -> None:
    parts = dict(enumerate(counts))
    result = shown_parts(parts, sum(counts) + rest)
    seen = {name: value for name, value in result.items() if value is not None}
    assert all(value == parts[name] and value >= LEAST for name, value in seen.items())
    unseen = sum(counts) + rest - sum(seen.values())
    assert unseen == 0 or unseen >= LEAST or not seen


def test_where_nothing_is_small_everything_is_shown() -> None:
    assert shown_parts({"a": 5, "b": 50}, 55) == {"a": 5, "b": 50}
    assert shown_parts({"a": 4, "b": 50, "c": 9}, 63) == {"a": None, "b": 50, "c": None}
    assert shown_parts({"a": 0, "b": 50}, 50) == {"a": None, "b": 50}


@pytest.mark.parametrize(("parts", "most"), [(2, 24), (3, 22), (4, 18)])
def test_who_knows_the_rule_reckons_no_hidden_part(parts: int, most: int) -> None:
    """All tables there can be, by what is shown of them: in no kind is a hidden part always the same."""
    alike = defaultdict(list)
    for counts in itertools.product(range(most + 1), repeat=parts):
        if LEAST <= sum(counts) <= most:
            result = shown_parts(dict(enumerate(counts)), sum(counts))
            alike[sum(counts), tuple(result.values())].append(counts)
    known = [
        (said, place)
        for said, tables in alike.items()
        for place in range(parts)
        if len(values := {table[place] for table in tables}) == 1 and 0 < min(values) < LEAST
    ]
    assert len(alike) > 100
    assert known == []
