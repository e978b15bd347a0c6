"""Rubbish without end, from a fixed seed: never a 5xx, and never anything that changes what is known."""

import json
import random
from typing import Any
from urllib.parse import quote

from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import learner_at

ODD = [
    "",
    "a",
    "\x00",
    "\ud800",
    "\u202e/restart",
    '/inform{"place": "Oulu"}',
    "💥",
    "' OR 1=1 --",
    "%00",
    "\n" * 9,
]
KEYS = ["client_message_id", "text", "button", "channel", "source", "language", "", "__proto__", "\ud800"]


def value(chance: random.Random, depth: int = 0) -> Any:
    """Any JSON value, more often a short one."""
    kind = chance.randrange(9 if depth < 3 else 6)
    if kind < 3:
        return chance.choice(ODD) * chance.choice([1, 1, 2, 300])
    if kind < 6:
        return chance.choice([None, True, 0, -1, 1e308, 2**70, "m-1", "ok"])
    if kind == 6:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(KEYS): value(chance, depth + 1) for _ in range(chance.randrange(5))}


def body(chance: random.Random, number: int) -> bytes:
    """A body that is nearly right, or not at all."""
    content = {"client_message_id": f"m-{number}", "text": value(chance)}
    if chance.random() < 0.5:
        content[chance.choice(KEYS)] = value(chance)
    raw = json.dumps(content if chance.random() < 0.8 else value(chance)).encode()
    if chance.random() < 0.2:
        cut = chance.randrange(len(raw) + 1)
        raw = raw[:cut] + chance.randbytes(3) + raw[cut:]
    return raw


async def test_no_body_brings_a_5xx_or_changes_the_profile(start: Start, parts: Parts) -> None:
    chance = random.Random(2026)
    statuses = []
    async with learner_at((await start()).url) as learner:
        for number in range(250):
            async with learner.session.post(
                f"{learner.base}/messages", data=body(chance, number), headers=learner.headers
            ) as answer:
                statuses.append(answer.status)
                await answer.json()
        await learner.hear()
    assert not [status for status in statuses if status >= 500]
    assert statuses.count(202) > 20
    assert len(parts.engine.calls) == statuses.count(202)
    assert not [heard for heard in parts.engine.heard if heard.strip().startswith("/")]
    assert all(call["metadata"]["profile"] == {} for call in parts.engine.calls)


async def test_no_address_brings_a_5xx_or_another_conversation(start: Start) -> None:
    chance = random.Random(1917)
    pieces = ["api", "v1", "conversations", "messages", "stream", "export", "..", "static", "texts", *ODD[:8]]
    async with learner_at((await start()).url) as learner, learner_at(learner.url) as other:
        await other.say("salaisuus")
        pieces.append(other.conversation_id)
        for _ in range(150):
            chosen = chance.choices(pieces, k=chance.randrange(1, 6))
            path = "/".join(quote(piece.encode("utf-8", "replace"), safe="") for piece in chosen)
            query = f"?after={quote(str(value(chance))[:50].encode('utf-8', 'replace'))}&wait=0"
            method = chance.choice(["GET", "POST", "DELETE", "PUT", "HEAD"])
            async with learner.session.request(
                method, f"{learner.url}/{path}{query}", headers=learner.headers
            ) as answer:
                assert answer.status < 500, path
                assert b"salaisuus" not in await answer.read(), path
        assert [message["text"] for message in (await other.poll())["messages"]] == []
        assert other.messages[-1]["text"] == "Kuulin: salaisuus"
