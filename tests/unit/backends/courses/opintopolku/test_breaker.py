from __future__ import annotations

from backends.courses.opintopolku.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(failures=2, pause_seconds=10, clock=clock)
    breaker.failed()
    breaker.failed()
    return breaker, clock


def test_failures_in_a_row_open_it_and_a_success_between_does_not() -> None:
    breaker = Breaker(failures=2)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


def test_after_the_pause_one_trial_decides() -> None:
    breaker, clock = opened()
    clock.now = 9.9
    assert not breaker.allows()
    clock.now = 10.0
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert not breaker.is_open


def test_a_failed_trial_begins_another_pause() -> None:
    breaker, clock = opened()
    clock.now = 10.0
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    clock.now = 20.0
    assert breaker.allows()


def test_an_abandoned_trial_leaves_room_for_another() -> None:
    breaker, clock = opened()
    clock.now = 10.0
    assert breaker.allows()
    breaker.abandoned()
    assert breaker.allows()
