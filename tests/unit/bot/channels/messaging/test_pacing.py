"""Never faster than a provider takes, and never slower than that."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.pacing import Bucket, Pace, Pacer, Paces, seconds_of

START = datetime(2026, 11, 26, 12, tzinfo=UTC)


@given(st.lists(st.floats(0, 3), max_size=60), st.integers(1, 5), st.sampled_from([0.5, 1.0, 30.0]))
def test_no_window_holds_more_than_burst_and_rate(pauses: list[float], burst: int, rate: float) -> None:
    bucket, now, sent = Bucket(Pace(rate, burst)), 0.0, []
    for pause in pauses:
        now += pause
        now += bucket.wait(now)
        assert bucket.wait(now) == pytest.approx(0, abs=1e-6)
        bucket.count(now)
        sent.append(now)
    for first, begin in enumerate(sent):
        for number, end in enumerate(sent[first:], start=1):
            assert number <= burst + math.floor((end - begin) * rate + 1e-6)


def test_a_person_waits_for_their_own_messages_alone() -> None:
    pacer = Pacer(Paces(channel=Pace(30, 30), person=Pace(1, 2)))
    for _ in range(2):
        assert pacer.person_waits("a", START) == timedelta()
        pacer.count_person("a", START)
    assert pacer.person_waits("a", START) == timedelta(seconds=1)
    assert pacer.person_waits("a", START + timedelta(seconds=1)) == timedelta()
    assert pacer.person_waits("b", START) == timedelta()


async def test_a_share_makes_the_pace_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.channels.messaging.pacing.asyncio.sleep", sleep)
    pacer = Pacer(Paces(channel=Pace(30, 2), person=Pace(1, 2)), share=0.5)
    for _ in range(3):
        await pacer.channel_turn(lambda: 100.0)
    assert slept == pytest.approx([1 / 15, 2 / 15])


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("", None), ("7", 7.0), ("99999", 3600.0), ("Thu, 26 Nov 2026 12:00:00 GMT", None)],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header) == seconds
