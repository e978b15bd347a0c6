"""The one tap: asked once, of whoever was shown courses and kept none; after some quiet, and never twice."""

from datetime import timedelta

import pytest

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.journal import Incoming
from bot.conversations.ownership import Owner
from bot.conversations.schema import Conversation
from bot.days import HELSINKI
from bot.followup import asking, feedback, offering
from bot.followup.questions import questions
from bot.scheduler.runner import Scheduler
from tests.support.clock import HandClock
from tests.unit.bot.followup.conftest import DATA, Press, later, said

KNOWN = questions(DATA)
CARD = {"kind": "course", "title": "Kurssi"}


async def show(database: Database, conversation: Conversation, card: dict[str, str]) -> None:
    """An answer with a card, as a turn stores it."""
    shown = BotMessage("Katso näitä.", cards=[card])
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        await journal.send(session, conversation.id, journal.BOT, shown)
        await feedback.note_shown(session, held, (shown,))


async def asked(database: Database, conversation: Conversation) -> int:
    """How often the tap was asked for."""
    return sum(one.text == KNOWN.feedback.text for one in await said(database, conversation))


async def pass_days(scheduler: Scheduler, clock: HandClock) -> None:
    """Two days, looked at every quarter of an hour."""
    for _ in range(2 * 24 * 4):
        later(clock, minutes=15, seconds=1)
        await scheduler.run_due()


async def test_who_was_shown_courses_is_asked_once_after_a_while(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await show(database, conversation, CARD)
    await show(database, conversation, CARD)
    later(clock, minutes=14)
    await scheduler.run_due()
    assert await asked(database, conversation) == 0
    await pass_days(scheduler, clock)
    assert await asked(database, conversation) == 1
    [question] = await said(database, conversation)
    assert [one["title"] for one in question.buttons] == [KNOWN.feedback.good.title, KNOWN.feedback.bad.title]
    await press(do="feedback", value="good")
    await show(database, conversation, CARD)
    await pass_days(scheduler, clock)
    assert await asked(database, conversation) == 1


@pytest.mark.parametrize("card", [{"kind": "fact", "title": "Tieto"}, {"title": "Muu"}])
async def test_what_is_no_course_asks_nothing(
    card: dict[str, str],
    database: Database,
    conversation: Conversation,
    scheduler: Scheduler,
    clock: HandClock,
) -> None:
    await show(database, conversation, card)
    await pass_days(scheduler, clock)
    assert await asked(database, conversation) == 0


async def test_who_keeps_a_course_is_asked_with_the_offer_alone(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await show(database, conversation, CARD)
    async with database.writing() as session:
        await offering.note(session, conversation.id, clock.now)
    await pass_days(scheduler, clock)
    assert await asked(database, conversation) == 0
    assert [one.text for one in await press(do="agree")][1:] == [KNOWN.feedback.text]
    await press(do="feedback", value="bad")
    assert KNOWN.feedback.text not in [one.text for one in await press(do="decline")]


async def test_nobody_is_asked_while_they_write_or_talk_with_a_human(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock
) -> None:
    await show(database, conversation, CARD)
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        await journal.record(session, held, Incoming("a", "entä tämä"))
        held.owner = Owner.COUNSELLOR
    await pass_days(scheduler, clock)
    assert await asked(database, conversation) == 0


async def test_after_stop_nobody_is_asked(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock
) -> None:
    await show(database, conversation, CARD)
    async with database.writing() as session:
        await asking.decline(session, conversation.id)
    await pass_days(scheduler, clock)
    assert await asked(database, conversation) == 0


async def test_when_it_comes_late_it_comes_by_day(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock
) -> None:
    await show(database, conversation, CARD)
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        held.owner = Owner.WAITING
    later(clock, minutes=16)
    await scheduler.run_due()
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        held.owner = Owner.BOT
    for _ in range(2 * 24 * 4):
        clock.now += timedelta(minutes=15)
        await scheduler.run_due()
        if await asked(database, conversation):
            assert 9 <= clock.now.astimezone(HELSINKI).hour <= 20
            return
    raise AssertionError("it never came")
