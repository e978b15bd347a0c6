"""Whatever happens to a message, no log holds a word of it."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts, answering, custom, dying, echo, text
from tests.support.chat import Learner, learner_at
from tests.support.logs import captured_logs

WORD = "Mirrikissa"


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the process would log."""
    with captured_logs(monkeypatch) as written:
        yield written


async def quoting_error(body: dict[str, Any]) -> web.StreamResponse:
    """An error page that quotes the message, as a debugging server's does."""
    return web.Response(status=500, text=f"Traceback ... {body['message']}")


def effects(*of_turn: Any) -> Any:
    """A whole turn with these effects."""
    return answering([text(f"Kuulin {WORD}"), custom(turn="done", effects=list(of_turn))])


async def post(learner: Learner, body: Any) -> int:
    """Post a body as it is; return the status."""
    async with learner.session.post(f"{learner.base}/messages", json=body, headers=learner.headers) as answer:
        return answer.status


async def test_a_whole_and_a_failing_conversation_leave_no_word(
    logged: io.StringIO, start: Start, parts: Parts
) -> None:
    gateway = await start(notice_after=0.05)
    parts.engine.script.extend(
        [
            quoting_error,
            answering([{"text": WORD, "custom": {"turn": [WORD]}}]),
            answering([{"text": f"{WORD}\ud800"}, custom(turn="done")]),
            dying,
            effects({"type": "profile.set", "key": WORD}, {"type": "plan.add", "item": WORD}),
            effects({"type": "owner.request", "reason": WORD, "summary": WORD}),
        ]
    )
    async with learner_at(gateway.url) as learner:
        await learner.say(f"kissani on {WORD}")
        await learner.say(f"ihminen kiitos, terveisin {WORD}")
        await parts.engine.stop()
        await learner.post({"text": WORD})
        await learner.poll(wait=5)
        await parts.engine.start()
        await learner.hear()
        assert await post(learner, {"client_message_id": WORD, "text": WORD * 300}) == 413
        assert await post(learner, {"client_message_id": WORD, "button": WORD}) == 422
        assert await post(learner, {"client_message_id": f"{WORD} ä", "text": WORD}) == 422
        for path in (f"/messages?after={WORD}", "/export", f"/{WORD}"):
            async with learner.session.get(learner.base + path, headers=learner.headers) as answer:
                await answer.read()
        async with learner.session.delete(learner.base, headers=learner.headers) as answer:
            assert answer.status == 204
    events = [json.loads(line)["event"] for line in logged.getvalue().splitlines()]
    assert {"turn.done", "turn.failed", "notice.sent", "effect.malformed", "conversation.deleted"} <= set(
        events
    )
    assert WORD not in logged.getvalue()
    assert learner.token not in logged.getvalue()


async def test_a_failing_database_and_filter_leave_no_word(
    logged: io.StringIO, start: Start, parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> None:
        raise RuntimeError(text)

    async def failing(*given: Any, **named: Any) -> None:
        raise OSError(f"{given} {named}")

    gateway = await start()
    async with learner_at(gateway.url) as learner:
        with monkeypatch.context() as patched:
            patched.setattr("bot.conversations.masked.mask", broken)
            assert await post(learner, {"client_message_id": "a", "text": WORD}) == 503
        with monkeypatch.context() as patched:
            patched.setattr("bot.conversations.journal.record", failing)
            assert await post(learner, {"client_message_id": "b", "text": WORD}) == 503
        with monkeypatch.context() as patched:
            patched.setattr("bot.conversations.turns.AFTER_A_CRASH", 0.05)
            patched.setattr("bot.conversations.turns.apply_effects", failing)
            parts.engine.effects = [{"type": "profile.set", "key": "cat", "value": WORD}]
            await learner.post({"text": WORD})
            while "turns.worker_died" not in logged.getvalue():
                await learner.poll(wait=1)
        await learner.hear()
        assert learner.last["text"] == echo({"message": WORD})[0]["text"]
    assert logged.getvalue().count("request.failed") == 1
    assert logged.getvalue().count("privacy.filter_failed") == 1
    assert WORD not in logged.getvalue()
