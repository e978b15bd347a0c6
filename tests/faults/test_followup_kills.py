"""Processes that ask follow-ups and say reminders are killed again and again: each comes exactly once."""

import asyncio
import random
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import days
from bot.archive.stores import store_at
from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import FIRST_ORGANISATION, Consent, Message, Reminder
from bot.followup import asking
from bot.followup.questions import questions
from bot.followup.schema import FollowUp
from bot.plan import reminders
from bot.rounds import store
from bot.rounds.models import NewRound
from bot.scheduler import jobs
from bot.settings import ROOT
from cli.paths import SERVICE_PYTHON
from tests.faults.conftest import times

WITHIN = 90.0


async def prepare(url: str, number: int) -> None:
    """So many people who agreed eight days ago, each with a reminder of a day and one of a round."""
    database, [first, *_] = Database(url), questions(ROOT / "data").kinds
    await database.migrate()
    agreed = datetime.now(UTC) - timedelta(days=8)
    new = NewRound(
        title="Yhteishaku",
        opens_on=days.today(),
        closes_on=days.today() + timedelta(days=9),
        source="OPH",
        checked_on=days.today(),
    )
    async with database.writing() as session:
        round_kept = await store.keep(session, FIRST_ORGANISATION, new, "maija", days.today())
        assert round_kept
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
            for name, round_id in (("day", None), ("round", round_kept.id)):
                await remind(session, begun.id, name, round_id)
    await database.close()


async def remind(session: AsyncSession, conversation_id: str, name: str, round_id: int | None) -> None:
    """A reminder whose time has come, with its job."""
    due = datetime.now(UTC) - timedelta(minutes=1)
    session.add(
        Reminder(
            conversation_id=conversation_id,
            id=name,
            kind="learner",
            due_at=due,
            status=reminders.WAITING,
            at=due,
            round_id=round_id,
        )
    )
    key, payload = f"{conversation_id}:{name}", {"reminder": name}
    await jobs.schedule(session, reminders.JOB, key, due, conversation_id=conversation_id, payload=payload)


def unsaid(url: str) -> int:
    """How many reminders wait."""
    engine = store_at(url).engine()
    with engine.connect() as connection:
        waiting = select(func.count()).where(Reminder.status == reminders.WAITING)
        found = int(connection.scalar(waiting) or 0)
    engine.dispose()
    return found


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


async def test_everybody_is_asked_and_reminded_exactly_once(database_url: str) -> None:
    number, kills, chance = times(30, 600), times(3, 40), random.Random(11)
    await prepare(database_url, number)
    workers = [spawn(database_url) for _ in range(2)]
    try:
        deadline = time.monotonic() + WITHIN * times(1, 10)
        while (states(database_url)["waiting"] or unsaid(database_url)) and time.monotonic() < deadline:
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
    assert unsaid(database_url) == 0
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        per_person = select(func.count()).select_from(Message).group_by(Message.conversation_id)
        assert Counter(connection.execute(per_person).scalars()) == {
            3: number
        }  # a question, a reminder of a day, one of a round
    engine.dispose()
