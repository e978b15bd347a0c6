"""Load, in short: the bars of `evaluation/load/steady.py` hold for half a minute too, with fewer learners."""

from collections.abc import Iterator

import pytest

from evaluation.load.steady import long_conversation, measure
from tests.faults.conftest import LONG, times
from tests.support.assistant import Assistant, running_assistant

LEARNERS, RATE, MINUTES = 20, 3.0, 0.5
P95_MS, P99_MS, ERRORS, SLOWER = 1500, 3000, 0.001, 1.5


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant with its own limits."""
    with running_assistant(tmp_path_factory.mktemp("var")) as assistant:
        yield assistant


async def test_learners_at_their_own_pace(running: Assistant) -> None:
    learners, minutes = times(LEARNERS, 50), times(1, 20) * MINUTES
    figures, _ = await measure(running.url, learners, RATE, minutes, turns=20)
    assert figures["turns"] > 30 * minutes
    assert figures["p95_ms"] <= P95_MS, figures
    assert figures["p99_ms"] <= P99_MS, figures
    assert figures["errors"] <= ERRORS * figures["turns"], figures
    assert set(figures["mean_ms_by_stage"]) == {"queue", "engine", "store", "whole"}


async def test_a_long_conversation_stays_quick(running: Assistant) -> None:
    figures = await long_conversation(running.url, times(150, 500))
    measure_of = "p95" if LONG else "p50"  # of forty turns on a busy machine the median says more
    early, late = figures[f"{measure_of}_ms_of_turns_6_to_45"], figures[f"{measure_of}_ms_of_last_40"]
    assert late <= SLOWER * early, figures
