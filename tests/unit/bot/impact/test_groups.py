"""Small groups: nothing below five is shown, and nothing shown gives a hidden one away."""

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
