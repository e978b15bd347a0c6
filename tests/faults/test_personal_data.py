"""Personal data in Finnish sentences through a real process: none of it reaches the database or the log."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import aiohttp

from bot.archive.stores import store_at
from bot.conversations.schema import Message
from tests.faults.conftest import times
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.gateway_process import alive, process
from tests.unit.privacy.test_forms import SENTENCES, email, identity_code, look_alike, phone

EACH, AT_ONCE = times(20, 500), 20
MOST_MASKED = 0.01
NO_LIMIT = "100000/second"
MAKERS: tuple[Callable[[random.Random], str], ...] = (identity_code, phone, email)


async def test_nothing_of_it_is_kept_and_look_alikes_are(
    database_url: str, parts: Parts, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    chance = random.Random(31)
    secrets = [make(chance) for make in MAKERS for _ in range(EACH)]
    others = [look_alike(chance) for _ in range(EACH)]
    texts = [
        SENTENCES[number % len(SENTENCES)].format(value) for number, value in enumerate([*secrets, *others])
    ]
    limits = {f"rate_{name}": NO_LIMIT for name in ("messages", "requests", "conversation", "conversations")}
    async with process(parts.ports, tmp_path, database_url=database_url, **limits) as (address, spawn):
        spawn()
        await alive(address)
        learners = [await Learner.arrive(session, address) for _ in range(AT_ONCE)]

        async def send(learner: Learner, own: list[str]) -> None:
            for text in own:
                await learner.post({"text": text})
            await learner.hear()

        await asyncio.gather(
            *(send(learner, texts[number::AT_ONCE]) for number, learner in enumerate(learners))
        )
        stored = kept_texts(database_url)
        for learner in learners:  # the log holds deletions too
            await session.delete(learner.base, headers=learner.headers)
    log = (tmp_path / "gateway.log").read_text(encoding="utf-8")
    heard = "\n".join(parts.engine.heard)
    whole = "\n".join(stored)
    assert not [secret for secret in secrets if secret in whole or secret in log or secret in heard]
    lost = [text for text in texts[len(secrets) :] if " ".join(text.split()) not in " ".join(whole.split())]
    assert len(lost) <= MOST_MASKED * len(others), lost


def kept_texts(database_url: str) -> list[str]:
    """The texts of all messages."""
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        found = [row.text for row in connection.execute(Message.__table__.select())]
    engine.dispose()
    return found
