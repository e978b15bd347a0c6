"""How often a message is tried before it is given up."""

import pytest

from bot.conversations.answers import EngineFailure, FailureKind
from bot.conversations.patience import CRASHES, TRIES, TRIES_WHEN_WELL, Patience

UNREACHABLE = EngineFailure(FailureKind.UNREACHABLE, "refused")
ANSWERED = EngineFailure(FailureKind.ANSWERED, "half")
BROKEN = EngineFailure(FailureKind.BROKEN, "closed")


def tried(patience: Patience, failure: EngineFailure, times: int, well: bool) -> Patience:
    """Fail so many times, asking for health as the turns do."""
    for _ in range(times):
        patience.note(failure)
        if patience.asks_for_health:
            patience.note_health(well=well)
    return patience


def test_nobody_listening_never_ends_it() -> None:
    patience = tried(Patience(0.5), UNREACHABLE, 10_000, well=True)
    assert not patience.is_over
    assert not patience.asks_for_health


def test_a_sick_part_is_waited_for() -> None:
    assert not tried(Patience(0.5), ANSWERED, 1_000, well=False).is_over


def test_with_all_well_it_ends_after_a_few_more_tries() -> None:
    enough = TRIES + TRIES_WHEN_WELL - 1
    assert not tried(Patience(0.5), ANSWERED, enough - 1, well=True).is_over
    assert tried(Patience(0.5), ANSWERED, enough, well=True).is_over


def test_a_part_that_was_sick_meanwhile_starts_the_count_again() -> None:
    patience = tried(Patience(0.5), ANSWERED, TRIES + TRIES_WHEN_WELL - 2, well=True)
    patience = tried(patience, ANSWERED, 1, well=False)
    assert not tried(patience, ANSWERED, TRIES_WHEN_WELL - 1, well=True).is_over
    assert tried(patience, ANSWERED, 1, well=True).is_over


def test_what_kills_the_engine_each_time_ends_although_it_is_never_well() -> None:
    patience = Patience(0.5)
    for number in range(CRASHES):
        assert not patience.is_over, number
        tried(patience, BROKEN, 1, well=False)
        tried(patience, UNREACHABLE, 5, well=False)
    assert patience.is_over


def test_pauses_grow_and_stay_short_while_nobody_listens() -> None:
    answered, unreachable = Patience(0.5), Patience(0.5)
    pauses = []
    for _ in range(12):
        answered.note(ANSWERED)
        unreachable.note(UNREACHABLE)
        pauses.append(answered.pause)
        assert unreachable.pause <= 1.0
    assert pauses[:5] == [0.5, 1.0, 2.0, 4.0, 5.0]
    assert max(pauses) == 5.0
    # An apology comes at the earliest when the processes have had time to come back.
    assert sum(pauses[: TRIES + TRIES_WHEN_WELL - 2]) == pytest.approx(17.5, abs=1)


def test_the_log_is_not_flooded() -> None:
    patience = Patience(0.5)
    lines = 0
    for _ in range(1_000):
        patience.note(UNREACHABLE)
        lines += patience.is_worth_a_line
    assert lines == 10
