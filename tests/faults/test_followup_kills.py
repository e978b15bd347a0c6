"""Processes that ask follow-ups are killed again and again: everybody is asked exactly once."""

import asyncio
import random
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.archive.stores import store_at
from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Consent, Message
from bot.followup import asking
from bot.followup.questions import questions
from bot.followup.schema import FollowUp
from bot.settings import ROOT
from cli.paths import SERVICE_PYTHON
from tests.faults.conftest import times

WITHIN = 90.0


async def prepare(url: str, number: int) -> None:
    """So many people who agreed eight days ago."""
    database, [first, *_] = Database(url), questions(ROOT / "data").kinds
    await database.migrate()
    agreed = datetime.now(UTC) - timedelta(days=8)
    async with database.writing() as session:
        for _ in range(number):
            begun, _ = await journal.begin(session, "web", None, "fi")
            session.add(
                Consent(
                    conversation_id=begun.id,
                    message_seq=0,
                    number=0,
                    purpose=asking.PURPOSE,
                    at=agreed,
                    version="1",
                    granted=True,
                )
            )
            await asking.plan(session, begun.id, first, agreed)
    await database.close()


def states(url: str) -> Counter[str]:
    """How many follow-ups are in each state."""
    engine = store_at(url).engine()
    with engine.connect() as connection:
        rows = connection.execute(select(FollowUp.state, func.count()).group_by(FollowUp.state)).all()
    engine.dispose()
    return Counter({str(row[0]): int(row[1]) for row in rows})


def spawn(url: str) -> "subprocess.Popen[bytes]":
    """A process that asks."""
    return subprocess.Popen([str(SERVICE_PYTHON), "-m", "tests.faults.following_process", url], cwd=ROOT)


async def test_everybody_is_asked_exactly_once(database_url: str) -> None:
    number, kills, chance = times(30, 600), times(3, 40), random.Random(11)
    await prepare(database_url, number)
    workers = [spawn(database_url) for _ in range(2)]
    try:
        deadline = time.monotonic() + WITHIN * times(1, 10)
        while states(database_url)["waiting"] and time.monotonic() < deadline:
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            if kills and states(database_url)["asked"]:
                kills -= 1
                victim = chance.randrange(2)
                workers[victim].kill()
                workers[victim].wait()
                workers[victim] = spawn(database_url)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert states(database_url) == {"asked": number}
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        per_person = select(func.count()).select_from(Message).group_by(Message.conversation_id)
        assert Counter(connection.execute(per_person).scalars()) == {1: number}
    engine.dispose()
