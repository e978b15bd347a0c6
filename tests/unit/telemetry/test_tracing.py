"""Traces go from process to process, and hold no words."""

import pytest

from telemetry.tracing import configure, span, trace_id, traceparent
from tests.support.traces import KeptSpans


def test_without_an_endpoint_nothing_is_exported() -> None:
    assert configure("gateway", {}) is False


def test_outside_of_spans_there_is_no_trace() -> None:
    assert (traceparent(), trace_id()) == (None, None)


def test_the_next_process_continues_the_trace(spans: KeptSpans) -> None:
    with span("turn", message_seq=7):
        handed_on = traceparent()
        traced = trace_id()
    assert handed_on
    assert traced
    assert traced in handed_on
    with span("action", parent=handed_on):
        pass
    turn, action = spans.named("turn"), spans.named("action")
    assert action.parent is not None
    assert turn.context is not None
    assert action.parent.span_id == turn.context.span_id
    assert dict(turn.attributes or {}) == {"message_seq": 7}


@pytest.mark.parametrize("parent", ["", "nonsense", "00-0-0-00", None])
def test_a_parent_that_is_none_begins_a_new_trace(parent: str | None, spans: KeptSpans) -> None:
    with span("action", parent=parent):
        pass
    assert spans.named("action").parent is None


def test_an_error_leaves_its_type_and_not_its_words(spans: KeptSpans) -> None:
    with pytest.raises(ValueError, match="Matti"), span("turn"):
        raise ValueError("Matti asuu Oulussa")
    failed = spans.named("turn")
    assert failed.status.description == "ValueError"
    assert "Matti" not in failed.to_json()
