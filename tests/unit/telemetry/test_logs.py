"""Logs: where and what kind, never the words."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from telemetry.logs import where
from tests.support.logs import captured_logs


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything logged, as the process would write it."""
    with captured_logs(monkeypatch) as written:
        yield written


def fail(words: str) -> None:
    """Fail with an error that quotes what it was given."""
    raise ValueError(words)


def test_an_event_is_one_json_line_with_time_and_level(lines: io.StringIO) -> None:
    structlog.get_logger().info("turn.done", ms=5)
    structlog.get_logger().debug("details")
    (line,) = lines.getvalue().splitlines()
    event = json.loads(line)
    assert (event["event"], event["level"], event["ms"]) == ("turn.done", "info", 5)
    assert "timestamp" in event


def test_a_library_may_complain_but_not_quote(lines: io.StringIO) -> None:
    try:
        fail("Mirri")
    except ValueError:
        logging.getLogger("library").exception("it said %s", "Mirri", stack_info=True)
    event = json.loads(lines.getvalue())
    assert (event["logger"], event["error"]) == ("library", "ValueError")
    assert event["came_through"][-1].startswith("test_logs.py:")
    assert "Mirri" not in lines.getvalue()


async def test_a_task_that_nobody_awaited_does_not_quote(lines: io.StringIO) -> None:
    async def failing() -> None:
        fail("Mirri")

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    del task
    await asyncio.sleep(0)
    assert "ValueError" in lines.getvalue()
    assert "Mirri" not in lines.getvalue()


def test_where_names_places_and_nothing_else() -> None:
    try:
        fail("Mirri")
    except ValueError as error:
        places = where(error)
    assert len(places) == 2
    assert all(place.startswith("test_logs.py:") for place in places)
    assert "Mirri" not in str(places)
