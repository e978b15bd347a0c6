"""Slots of the calendar: one a day in Helsinki whatever the clocks do, nobody written to at night."""

import itertools
from datetime import UTC, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.days import HELSINKI
from bot.scheduler.calendar import DAY_BEGINS, DAY_ENDS, Daily, Every, by_day, next_slot

MOMENTS = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
SPRING = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)  # a minute before 03:00 becomes 04:00
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 03:30 for the first time of two


@given(MOMENTS, st.times(max_value=time(23, 59)), st.integers(1, 12))
@example(SPRING - timedelta(days=2), time(3, 30), 4)
@example(AUTUMN - timedelta(days=2), time(3, 30), 4)
def test_each_local_date_has_exactly_one_slot(moment: datetime, at: time, days: int) -> None:
    calendar = Daily(at.replace(second=0, microsecond=0))
    slots = []
    for _ in range(days):
        moment = calendar.after(moment)
        slots.append(moment)
    dates = [slot.astimezone(HELSINKI).date() for slot in slots]
    assert dates == [dates[0] + timedelta(days=number) for number in range(days)]
    for before, after in itertools.pairwise(slots):
        assert timedelta(hours=22) <= after - before <= timedelta(hours=26)


def test_the_hour_that_is_not_there_and_the_hour_that_is_there_twice() -> None:
    calendar = Daily(time(3, 30))
    assert calendar.after(SPRING).astimezone(HELSINKI).strftime("%d. %H:%M") == "28. 04:30"
    assert calendar.after(AUTUMN) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    assert calendar.after(AUTUMN - timedelta(minutes=1)) == AUTUMN


@given(MOMENTS, st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=9)))
def test_slots_of_a_period_lie_behind_and_within_it(moment: datetime, period: timedelta) -> None:
    slot = Every(period).after(moment)
    assert moment < slot <= moment + period
    assert Every(period).after(slot) == slot + period


@given(MOMENTS, st.timedeltas(min_value=timedelta(hours=-3000), max_value=timedelta(hours=3000)))
def test_a_clock_that_jumps_neither_repeats_a_slot_nor_stops_the_job(done: datetime, jump: timedelta) -> None:
    calendar = Daily(time(3, 30))
    slot, now = calendar.after(done), done + jump
    following = next_slot(calendar, slot, now)
    if slot <= now + 2 * calendar.period:
        assert following > slot
    assert now < following <= now + 4 * calendar.period


@given(MOMENTS)
def test_nobody_is_written_to_at_night(moment: datetime) -> None:
    moved = by_day(moment)
    assert DAY_BEGINS <= moved.astimezone(HELSINKI).time() < DAY_ENDS
    assert timedelta() <= moved - moment <= timedelta(hours=14)
    assert by_day(moved) == moved
