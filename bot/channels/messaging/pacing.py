"""How fast messages go out, so that a provider does not refuse them: by channel and by person.

What a provider says itself (429 with Retry-After) holds besides. Each gateway counts its own messages; where
several share a channel, SUUNTA_CHANNEL_SHARE divides the pace among them.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_RETRY_AFTER = 3600.0  # seconds; what asks for more is asked again after an hour
MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many messages a second, after `burst` at once."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Paces:
    """What a provider takes of us altogether, and to one person."""

    channel: Pace
    person: Pace


class Bucket:
    """Counts messages by a pace; times are seconds of whatever clock the caller has (GCRA)."""

    def __init__(self, pace: Pace) -> None:
        self._apart = 1 / pace.per_second
        self._slack = self._apart * (pace.burst - 1)
        self._full_until = float("-inf")

    def wait(self, now: float) -> float:
        """In how many seconds a message may go, 0 for at once; nothing is counted by asking."""
        return max(0.0, self._full_until - self._slack - now)

    def count(self, now: float) -> None:
        """Count one message, also one that goes only after its wait."""
        self._full_until = max(self._full_until, now) + self._apart

    def is_idle(self, now: float) -> bool:
        """Whether it knows no more than a new one."""
        return self._full_until <= now


class Pacer:
    """The pace of one channel in this process. `share` is the part of the provider's pace that is ours."""

    def __init__(self, paces: Paces, share: float = 1.0) -> None:
        self._channel = Bucket(_part(paces.channel, share))
        self._person = _part(paces.person, share)
        self._people: dict[str, Bucket] = {}

    def person_waits(self, person: str, now: datetime) -> timedelta:
        """How long the next message to a person must wait."""
        bucket = self._people.get(person)
        return timedelta(seconds=bucket.wait(now.timestamp())) if bucket else timedelta()

    def count_person(self, person: str, now: datetime) -> None:
        """Count a message to a person."""
        if len(self._people) >= MOST_PEOPLE:
            seconds = now.timestamp()
            self._people = {key: one for key, one in self._people.items() if not one.is_idle(seconds)}
        self._people.setdefault(person, Bucket(self._person)).count(now.timestamp())

    async def channel_turn(self, time: Callable[[], float] | None = None) -> None:
        """Wait until the channel takes one more message, and count it."""
        now = (time or asyncio.get_running_loop().time)()
        wait = self._channel.wait(now)
        self._channel.count(now)
        if wait:
            await asyncio.sleep(wait)


def _part(pace: Pace, share: float) -> Pace:
    return Pace(pace.per_second * share, max(1, int(pace.burst * min(share, 1.0))))


def seconds_of(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After header; None for none, and for a date, which no provider of ours sends."""
    if retry_after is None or not retry_after.strip().isdecimal() or len(retry_after) > 9:
        return None
    return min(float(retry_after), LONGEST_RETRY_AFTER)
