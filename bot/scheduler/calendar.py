"""When recurring jobs are due. Pure: moments in, moments out, all in UTC.

A daily time is meant in Helsinki, where one night a year has no 03:30 and one has it twice. The first becomes
04:30, the second its first occurrence, so that each local date has exactly one slot.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from bot.days import HELSINKI

DAY_BEGINS, DAY_ENDS = time(9), time(20)  # when a person may be reminded of something


class Calendar(Protocol):
    """Gives slots: the moments at which something is to happen."""

    @property
    def period(self) -> timedelta:
        """About how far apart the slots are."""

    def after(self, moment: datetime) -> datetime:
        """The first slot behind a moment."""


@dataclass(frozen=True, slots=True)
class Every:
    """Slots at whole multiples of a period since 1970: the same on all machines."""

    period: timedelta

    def after(self, moment: datetime) -> datetime:
        """The first slot behind a moment."""
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        return epoch + ((moment - epoch) // self.period + 1) * self.period


@dataclass(frozen=True, slots=True)
class Daily:
    """One slot each day at a time of the clock on the wall in Helsinki."""

    at: time

    @property
    def period(self) -> timedelta:
        """A day, give or take an hour."""
        return timedelta(days=1)

    def after(self, moment: datetime) -> datetime:
        """The first slot behind a moment."""
        day = moment.astimezone(HELSINKI).date() - timedelta(days=1)
        while (slot := self.on(day)) <= moment:
            day += timedelta(days=1)
        return slot

    def on(self, day: date) -> datetime:
        """The slot of a local date."""
        return datetime.combine(day, self.at, HELSINKI).astimezone(UTC)


def next_slot(calendar: Calendar, done: datetime, now: datetime) -> datetime:
    """The slot that follows one that is done.

    Slots that were missed meanwhile are not made up for. A slot done far in the future, as after a clock that
    was wrong, does not stop the job until then.
    """
    if done > now + 2 * calendar.period:
        return calendar.after(now)
    return calendar.after(max(done, now))


def by_day(moment: datetime) -> datetime:
    """The moment, or the next morning when it lies in the night: nobody is written to at night."""
    local = moment.astimezone(HELSINKI)
    if local.time() < DAY_BEGINS:
        day = local.date()
    elif local.time() >= DAY_ENDS:
        day = local.date() + timedelta(days=1)
    else:
        return moment
    return datetime.combine(day, DAY_BEGINS, HELSINKI).astimezone(UTC)
