"""Days in Finland: which one a moment is of, and how it is written. Pure but for the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def today() -> date:
    """The day in Finland."""
    return day_of(datetime.now(UTC))


def day_of(moment: datetime) -> date:
    """The day of a moment in Finland."""
    return moment.astimezone(HELSINKI).date()


def written(day: date) -> str:
    """A day as it is written in Finnish: 1.2.2026."""
    return f"{day.day}.{day.month}.{day.year}"
