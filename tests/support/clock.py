"""A clock that a test sets."""

from datetime import UTC, datetime, timedelta


class HandClock:
    """Stands where a test puts it; at first now, because messages are stamped with the real time."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        """Move on by so many seconds, minutes, hours."""
        self.now += timedelta(**time)
