"""Reminders over the nights in which the clocks are changed: on their day at ten, none lost, none doubled."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.effects import Place
from bot.conversations.schema import Message, Reminder
from bot.conversations.wake import Bell
from bot.days import HELSINKI
from bot.plan import reminders
from bot.plan.reminders import REMINDER_EFFECTS
from bot.rounds.words import round_texts
from bot.scheduler.runner import Scheduler
from bot.settings import ROOT
from bot.texts import read_notices
from tests.support.clock import HandClock

DATA = ROOT / "data"
TO_SUMMER, TO_WINTER = date(2027, 3, 28), date(2027, 10, 31)
JUMPS = (0, 60, -60, 60)  # minutes by which the wall clock is wrong now and then


@pytest.mark.parametrize("night", [TO_SUMMER, TO_WINTER], ids=["to summer", "to winter"])
async def test_each_comes_once_on_its_day(night: date, database: Database) -> None:
    due: dict[str, date] = {}
    async with database.writing() as session:
        for number in range(12):
            begun, _ = await journal.begin(session, "web", None, "fi")
            due[begun.id] = night + timedelta(days=number % 4 - 1)
            effect = {"type": "reminder.add", "kind": "learner", "day": due[begun.id].isoformat()}
            await REMINDER_EFFECTS["reminder.add"](Place(session, begun, 1, 0), effect)
    clock = HandClock(datetime.combine(night - timedelta(days=2), time(12), HELSINKI).astimezone(UTC))
    scheduler = Scheduler(database, clock)
    reminders.register(scheduler, Bell(), read_notices(DATA).reminder, round_texts(DATA))
    said_at: dict[str, datetime] = {}
    for step in range(6 * 24 * 4):
        held = clock.now
        clock.on(minutes=JUMPS[step // 8 % 4] if step % 8 == 7 else 0)
        await scheduler.run_due()
        clock.now = held
        async with database.reading() as session:
            for name in await session.scalars(
                select(Reminder.conversation_id).where(Reminder.status == reminders.SAID)
            ):
                said_at.setdefault(name, held)
        clock.on(minutes=15)
    assert said_at.keys() == due.keys()
    for name, day in due.items():
        ten = datetime.combine(day, time(10), HELSINKI).astimezone(UTC)
        assert ten - timedelta(minutes=60) <= said_at[name] <= ten + timedelta(minutes=75)
        async with database.reading() as session:
            texts = list(await session.scalars(select(Message.text).where(Message.conversation_id == name)))
        assert texts == [read_notices(DATA).reminder.text]
