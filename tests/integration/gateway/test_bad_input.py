"""Rubbish at the chat API: a clear refusal with a kind sentence, nothing stored, never a 5xx."""

import asyncio
import gzip
import json
from typing import Any

import pytest

from tests.integration.gateway.conftest import Gateway
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner

BAD_BODIES: list[tuple[bytes, int, str]] = [
    (b"", 400, "bad_json"),
    (b"{", 400, "bad_json"),
    (b"\xff\xfe", 400, "bad_json"),
    (b"[]", 400, "bad_json"),
    (b'"moi"', 400, "bad_json"),
    (b"[" * 60_000, 400, "bad_json"),
    (b'{"a":' * 10_000, 400, "bad_json"),
    (b'{"client_message_id": ' + b"1" * 5_000 + b"}", 400, "bad_json"),
    ('{"client_message_id": "a", "text": "moi"}'.encode("utf-16"), 400, "bad_json"),
    (b'{"text": "moi"}', 422, "bad_client_message_id"),
    (b'{"client_message_id": "", "text": "moi"}', 422, "bad_client_message_id"),
    (b'{"client_message_id": 5, "text": "moi"}', 422, "bad_client_message_id"),
    (b'{"client_message_id": "a b", "text": "moi"}', 422, "bad_client_message_id"),
    ('{"client_message_id": "ä", "text": "moi"}'.encode(), 422, "bad_client_message_id"),
    (b'{"client_message_id": "%s", "text": "moi"}' % (b"a" * 101), 422, "bad_client_message_id"),
    (b'{"client_message_id": "a\\u0000", "text": "moi"}', 422, "bad_client_message_id"),
    (b'{"client_message_id": "a\\n", "text": "moi"}', 422, "bad_client_message_id"),
    (b'{"client_message_id": "a"}', 422, "bad_request"),
    (b'{"client_message_id": "a", "text": null}', 422, "bad_request"),
    (b'{"client_message_id": "a", "text": 5}', 422, "bad_request"),
    (b'{"client_message_id": "a", "text": ["moi"]}', 422, "bad_request"),
    (b'{"client_message_id": "a", "text": "moi", "button": "b1"}', 422, "bad_request"),
    (b'{"client_message_id": "a", "button": 5}', 422, "bad_request"),
    (b'{"client_message_id": "a", "button": "made-up"}', 422, "unknown_button"),
    (b'{"client_message_id": "a", "button": "\\ud800"}', 422, "unknown_button"),
    (b'{"client_message_id": "a", "text": ""}', 422, "empty_text"),
    (b'{"client_message_id": "a", "text": " \\n\\t "}', 422, "empty_text"),
    (b'{"client_message_id": "a", "text": "\\u0000\\u202e\\ud800\\u200b"}', 422, "empty_text"),
    (b'{"client_message_id": "a", "text": "%s"}' % (b"a" * 2_001), 413, "text_too_long"),
    (b'{"client_message_id": "a", "text": "%s"}' % (b"a" * 70_000), 413, "body_too_large"),
    (b'{"client_message_id": "a", "text": "%s"}' % (b"a" * 5_000_000), 413, "body_too_large"),
]


async def refused(learner: Learner, body: Any, **headers: str) -> tuple[int, str]:
    """Post a body as it is; return the status and the error's code."""
    async with learner.session.post(
        f"{learner.base}/messages", data=body, headers={**learner.headers, **headers}
    ) as answer:
        error = (await answer.json())["error"]
        assert error["message"].endswith(".")
        return answer.status, error["code"]


async def test_a_bad_body_is_refused_and_nothing_stored(parts: Parts, learner: Learner) -> None:
    for body, status, code in BAD_BODIES:
        assert await refused(learner, body) == (status, code), body[:80]
    await learner.poll()
    assert len(learner.messages) == 2
    assert parts.engine.calls == []


async def test_a_large_body_without_a_length_is_refused(learner: Learner) -> None:
    async def chunks() -> Any:
        for _ in range(20):
            yield b"a" * 10_000

    assert await refused(learner, chunks()) == (413, "body_too_large")


async def test_a_compressed_body_is_no_way_round_the_limit(learner: Learner) -> None:
    bomb = gzip.compress(b'{"client_message_id": "a", "text": "%s"}' % (b"a" * 5_000_000))
    status, _ = await refused(learner, bomb, **{"Content-Encoding": "gzip"})
    assert status in {400, 413}
    assert await refused(learner, b"no gzip", **{"Content-Encoding": "gzip"}) == (400, "bad_json")


async def test_a_body_that_trickles_in_is_not_waited_for(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.web.incoming.SLOWEST_BODY_SECONDS", 0.2)

    async def trickle() -> Any:
        yield b'{"client'
        await asyncio.sleep(2)
        yield b'_message_id": "a"}'

    assert await refused(learner, trickle()) == (408, "too_slow")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\u0000b\u0007c", "abc"),
        ("\u202emoi\u2066", "moi"),
        ("mo\ud800i", "moi"),
        ("131052\u200b-308T", "[henkilötunnus]"),
        ("131052\u200d-308T", "[henkilötunnus]"),
        ("rivi 1\nrivi 2", "rivi 1\nrivi 2"),
        ("ta\u0308ma\u0308", "tämä"),
        ("👩‍🔧", "👩‍🔧"),
        ("a" * 2_000, "a" * 2_000),
        ("🙂" * 2_000, "🙂" * 2_000),
    ],
)
async def test_a_text_is_cleaned_and_kept(typed: str, stored: str, learner: Learner) -> None:
    raw = json.dumps({"client_message_id": "x", "text": typed})
    async with learner.session.post(f"{learner.base}/messages", data=raw, headers=learner.headers) as answer:
        assert answer.status == 202
    await learner.hear()
    assert [message["text"] for message in learner.messages if message["from"] == "learner"] == [stored]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"channel": "telegram"}, 422),
        ({"channel": 5}, 422),
        ({"source": 5}, 422),
        ({"language": "../../etc"}, 422),
        ({"language": 5}, 422),
        ({}, 201),
        ({"source": None}, 201),
        ({"source": "x" * 60_000}, 201),
        ({"language": "sv", "extra": 1}, 201),
    ],
)
async def test_what_a_conversation_may_begin_with(
    body: dict[str, Any], status: int, learner: Learner
) -> None:
    async with learner.session.post(f"{learner.url}/api/v1/conversations", json=body) as answer:
        assert answer.status == status


async def test_an_unforeseen_failure_says_nothing_of_the_inside(
    gateway: Gateway, learner: Learner, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("salaisuus")

    monkeypatch.setattr(gateway.desk, "export", broken)
    async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
        assert answer.status == 500
        assert (await answer.json())["error"]["code"] == "internal"
        assert "salaisuus" not in await answer.text()
    captured = capfd.readouterr()
    assert "RuntimeError" in captured.out + captured.err
    assert "salaisuus" not in captured.out + captured.err
