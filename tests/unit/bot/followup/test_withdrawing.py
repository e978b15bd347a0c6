"""STOP: nothing that waited comes any more, and nobody is asked again whether they want it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.effects import Place
from bot.conversations.schema import Conversation, Job, Reminder
from bot.followup import offering
from bot.followup.schema import FollowUp
from bot.followup.withdrawing import withdraw
from bot.plan.reminders import REMINDER_EFFECTS
from bot.privacy import consents, contacts
from bot.privacy.purposes import Purpose, read_purposes
from bot.privacy.vault import Vault, new_key
from bot.scheduler.runner import Scheduler
from tests.support.clock import HandClock
from tests.unit.bot.followup.conftest import DATA, Press, later, said

PURPOSES = read_purposes(DATA)


async def stop(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        await withdraw(session, held, PURPOSES)


async def remind(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
        effect = {"type": "reminder.add", "kind": "learner", "day": day}
        await REMINDER_EFFECTS["reminder.add"](Place(session, held, 1, 0), effect)


async def test_reminders_and_follow_ups_that_wait_are_withdrawn(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await press(do="agree")
    await remind(database, conversation)
    await stop(database, conversation)
    await stop(database, conversation)
    async with database.reading() as session:
        assert list(await session.scalars(select(Job.key))) == []
        assert await session.scalar(select(Reminder.status)) == "cancelled"
        assert await session.scalar(select(FollowUp.state)) == "cancelled"
    later(clock, days=30)
    assert await scheduler.run_due() == 0
    assert await said(database, conversation) == []


@pytest.mark.parametrize("purpose", [one for one in PURPOSES.asked if one.contact], ids=lambda one: one.id)
async def test_contact_data_for_sending_goes_with_its_consent_and_a_counsellors_stays(
    database: Database, conversation: Conversation, purpose: Purpose
) -> None:
    vault = Vault([new_key()])
    for_sending = purpose.readers == "service"
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        await consents.record(session, held, purpose, "1", granted=True)
        await contacts.keep(session, vault, held.id, purpose, "phone", "+358401234567", "1")
    await stop(database, conversation)
    async with database.reading() as session:
        assert (await contacts.kept(session, conversation.id) == []) == for_sending
        assert await consents.holds(session, conversation.id, purpose) != for_sending


async def test_who_stopped_is_not_offered_follow_ups(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock
) -> None:
    async with database.writing() as session:
        await offering.note(session, conversation.id, clock.now)
    await stop(database, conversation)
    later(clock, days=2)
    await scheduler.run_due()
    assert await said(database, conversation) == []
