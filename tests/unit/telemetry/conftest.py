"""Fixtures: spans that are kept in memory."""

from collections.abc import Iterator

import pytest

from tests.support.traces import KeptSpans, kept_spans


@pytest.fixture
def spans() -> Iterator[KeptSpans]:
    """All spans of the test."""
    with kept_spans() as kept:
        yield kept
