"""When the database cannot be written: refused, not acknowledged; what was acknowledged is answered later."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bot.archive.stores import store_at
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import STEP, Learner, learner_at


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another program holds the lock that every writer needs."""
    engine = store_at(url).engine()
    takes = "LOCK TABLE conversations" if engine.dialect.name == "postgresql" else "BEGIN IMMEDIATE"
    with engine.connect() as holder:
        holder.execute(text(f"{takes} IN EXCLUSIVE MODE" if "LOCK" in takes else takes))
        yield
        holder.rollback()
    engine.dispose()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversations.database.PRAGMAS", ("journal_mode=WAL", "busy_timeout=50"))
    monkeypatch.setattr("bot.conversations.database.BUSY_MS", 50)
    monkeypatch.setattr("bot.conversations.turns.AFTER_A_CRASH", 0.1)


async def posted(learner: Learner) -> tuple[int, str | None]:
    """Post one message; the status and when to try again."""
    body = {"client_message_id": "same", "text": "moi"}
    async with learner.session.post(f"{learner.base}/messages", json=body, headers=learner.headers) as answer:
        return answer.status, answer.headers.get("Retry-After")


async def test_what_cannot_be_stored_is_not_acknowledged(
    start: Start, parts: Parts, database_url: str
) -> None:
    async with learner_at((await start()).url) as learner:
        with locked(database_url):
            assert await posted(learner) == (503, "5")
            assert (await learner.poll())["messages"] == []
        assert (await posted(learner))[0] == 202
        await learner.hear()
        assert [message["text"] for message in learner.messages[2:]] == ["moi", "Kuulin: moi"]
    assert len(parts.engine.calls) == 1


async def test_an_answer_that_cannot_be_stored_is_asked_for_again(
    start: Start, parts: Parts, database_url: str
) -> None:
    parts.engine.delay = 0.1
    parts.engine.effects = [{"type": "plan.add", "item": STEP}]
    async with learner_at((await start()).url) as learner:
        assert (await posted(learner))[0] == 202
        with locked(database_url):
            await asyncio.sleep(0.4)
            assert (await learner.poll())["pending"] is True
        await learner.hear()
        assert [message["text"] for message in learner.messages[2:]] == ["moi", "Kuulin: moi"]
        async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
            assert [entry["title"] for entry in (await answer.json())["plan"]] == ["Kurssi"]
    assert len(parts.engine.calls) >= 2
    assert len({call["metadata"]["message_id"] for call in parts.engine.calls}) == 1
