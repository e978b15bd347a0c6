"""What operators see: metrics, request ids, traces. None of it holds a word of a learner."""

import io
import json
from collections.abc import Iterator

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.gateway.conftest import Arrive, Gateway, Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.logs import captured_logs
from tests.support.traces import KeptSpans, kept_spans

Samples = dict[tuple[str, str], float]


@pytest.fixture
def spans() -> Iterator[KeptSpans]:
    """All spans of the test."""
    with kept_spans() as kept:
        yield kept


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the process would log."""
    with captured_logs(monkeypatch) as written:
        yield written


async def metrics(session: aiohttp.ClientSession, url: str) -> Samples:
    """The samples of now, by name and labels."""
    async with session.get(f"{url}/metrics") as answer:
        assert answer.status == 200
        text = await answer.text()
    return {
        (
            sample.name,
            ",".join(f"{key}={value}" for key, value in sorted(sample.labels.items())),
        ): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def grown(before: Samples, after: Samples, name: str, labels: str) -> float:
    """By how much a sample has grown."""
    return after.get((name, labels), 0.0) - before.get((name, labels), 0.0)


async def test_turns_are_counted_by_stage_and_outcome(
    gateway: Gateway, learner: Learner, parts: Parts, session: aiohttp.ClientSession
) -> None:
    before = await metrics(session, gateway.url)
    await learner.say("yksi")
    parts.engine.effects = [{"type": "profile.set", "key": "dialogue", "value": {"misunderstood": 1}}]
    await learner.say("mörkö")
    parts.engine.effects = [{"type": "owner.request", "reason": "asked"}]
    await learner.say("ihminen")
    after = await metrics(session, gateway.url)
    for outcome in ("answered", "not_understood", "hand_over"):
        assert grown(before, after, "suunta_turns_total", f"outcome={outcome}") == 1
    for stage in ("queue", "engine", "store", "whole"):
        assert grown(before, after, "suunta_turn_stage_seconds_count", f"stage={stage}") == 3
    assert grown(before, after, "suunta_owner_moves_total", "move=request") == 1
    assert (
        grown(before, after, "suunta_gateway_requests_total", "method=POST,route=post_message,status=202")
        == 3
    )


async def test_the_queue_shows_what_waits_and_for_how_long(
    gateway: Gateway, learner: Learner, parts: Parts, session: aiohttp.ClientSession
) -> None:
    await parts.engine.stop()
    before = await metrics(session, gateway.url)
    await learner.post({"text": "moi"})
    after = await metrics(session, gateway.url)
    assert (before["suunta_queue_messages", ""], after["suunta_queue_messages", ""]) == (0, 1)
    assert 0 <= after["suunta_queue_age_seconds", ""] < 5


async def test_only_this_machine_or_the_token_reads_the_metrics(
    start: Start, session: aiohttp.ClientSession
) -> None:
    async def status(url: str, **headers: str) -> int:
        async with session.get(f"{url}/metrics", headers=headers) as answer:
            return answer.status

    open_one = (await start()).url
    assert await status(open_one) == 200
    assert await status(open_one, **{"X-Forwarded-For": "198.51.100.1"}) == 404
    closed = (await start(metrics_token="hemmottelu-hetki-1")).url
    assert await status(closed) == 401
    assert await status(closed, Authorization="Bearer wrong") == 401
    assert await status(closed, Authorization="Bearer hemmottelu-hetki-1") == 200


async def test_a_request_is_named_on_its_lines_and_in_its_answer(
    logged: io.StringIO, arrive: Arrive, parts: Parts
) -> None:
    learner = await arrive()
    body = {"client_message_id": "x", "text": "Mirrikissa"}
    headers = {**learner.headers, "X-Request-Id": "made-up"}
    async with learner.session.post(f"{learner.base}/messages", json=body, headers=headers) as answer:
        name, seq = answer.headers["X-Request-Id"], (await answer.json())["seq"]
    await learner.hear()
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    (stored,) = [line for line in lines if line["event"] == "message.stored"]
    assert (stored["request"], stored["message_seq"]) == (name, seq)
    (done,) = [line for line in lines if line["event"] == "turn.done"]
    assert done["message_seq"] == seq
    assert done["conversation"].startswith(stored["conversation"])
    assert name != "made-up"
    assert "Mirrikissa" not in logged.getvalue()


async def test_a_turn_is_one_trace_that_the_engine_hands_on(
    learner: Learner, parts: Parts, spans: KeptSpans
) -> None:
    await learner.say("Mirrikissa")
    turn, engine, store = (spans.named(name) for name in ("turn", "engine", "store"))
    assert turn.context and engine.context and store.context and engine.parent
    assert turn.parent is None
    assert {engine.context.trace_id, store.context.trace_id} == {turn.context.trace_id}
    handed_on = parts.engine.calls[-1]["metadata"]["traceparent"]
    assert handed_on.startswith(f"00-{turn.context.trace_id:032x}-{engine.context.span_id:016x}-")
    assert not [span for span in spans.all() if "Mirrikissa" in span.to_json()]
