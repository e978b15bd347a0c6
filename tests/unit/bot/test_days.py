"""Days are those of Finland, on both sides of midnight and in summer and winter time."""

from datetime import UTC, date, datetime

import pytest

from bot.days import day_of, written


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 21, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 22, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 7, 31, 20, 59, tzinfo=UTC), date(2026, 7, 31)),
        (datetime(2026, 7, 31, 21, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_a_moment_is_of_the_day_in_finland(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_a_day_is_written_without_zeros() -> None:
    assert written(date(2026, 2, 1)) == "1.2.2026"
