"""Follow-ups: offered once, asked once on their day, answered by buttons, stopped at a word."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.ownership import Owner
from bot.conversations.profile import read_profile
from bot.conversations.schema import Conversation, Job
from bot.days import HELSINKI
from bot.followup import asking, offering
from bot.followup.questions import questions
from bot.followup.schema import FollowUp, SurveyTicket
from bot.followup.states import TRANSITIONS, State, Step, stepped
from bot.privacy import consents
from bot.privacy.purposes import Purpose
from bot.scheduler.runner import Scheduler
from tests.support.clock import HandClock
from tests.unit.bot.followup.conftest import DATA, Press, later, said

KNOWN = questions(DATA)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
BEFORE_SPRING = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)  # 28.3. 01:30 in Helsinki; at 03:00 it is 04:00
BEFORE_AUTUMN = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # 25.10. 00:30; at 04:00 it is 03:00 again


async def states(database: Database) -> dict[str, str]:
    async with database.reading() as session:
        return {row.kind: row.state for row in await session.scalars(select(FollowUp))}


@given(MOMENTS, st.integers(1, 170))
@example(BEFORE_SPRING, 7)
@example(BEFORE_SPRING - timedelta(days=7), 7)
@example(BEFORE_AUTUMN - timedelta(days=7), 7)
def test_a_question_comes_at_ten_in_helsinki_on_its_day(moment: datetime, days: int) -> None:
    due = asking.due_on(moment, days).astimezone(HELSINKI)
    assert due.time() == time(10)
    assert due.date() == moment.astimezone(HELSINKI).date() + timedelta(days=days)


@given(st.sampled_from(State), st.lists(st.sampled_from(Step), max_size=6))
def test_what_is_answered_or_cancelled_stays_so(state: State, steps: list[Step]) -> None:
    for step in steps:
        after = stepped(state, step)
        if state in {State.ANSWERED, State.CANCELLED, State.DECLINED}:
            assert after is None
        state = after or state
    assert set(TRANSITIONS.values()) <= set(State)


async def test_who_agrees_is_asked_after_a_week_and_once(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    answer, feedback = await press(do="agree")
    assert answer.text == KNOWN.offer.agree.text
    assert feedback.text == KNOWN.feedback.text
    later(clock, days=6)
    assert await scheduler.run_due() == 0
    later(clock, days=2)
    assert await scheduler.run_due() == 1
    assert await scheduler.run_due() == 0
    [question] = await said(database, conversation)
    assert question.text == KNOWN.kinds[0].text
    assert [button["title"] for button in question.buttons][-1] == KNOWN.stop.title
    assert await states(database) == {"week": State.ASKED}


async def test_at_most_three_questions_are_asked_whatever_is_answered(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await press(do="agree")
    for kind, option in (("week", "started"), ("check_in", "well"), ("outcome", "employed")):
        later(clock, days=200)
        await scheduler.run_due()
        await press(do="answer", kind=kind, option=option)
    later(clock, days=400)
    assert await scheduler.run_due() == 0
    assert len(await said(database, conversation)) == 3


async def test_an_answer_counts_once_and_an_old_button_says_so(
    database: Database, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await press(do="agree")
    assert [one.text for one in await press(do="answer", kind="week", option="applied")] == [KNOWN.gone]
    later(clock, days=8)
    await scheduler.run_due()
    await press(do="answer", kind="week", option="applied")
    assert [one.text for one in await press(do="answer", kind="week", option="stuck")] == [KNOWN.gone]
    async with database.reading() as session:
        rows = {row.kind: row.answers for row in await session.scalars(select(FollowUp))}
    assert rows == {"week": {"how": "applied"}, "check_in": {}, "outcome": {}}


@pytest.mark.parametrize("values", [{}, {"do": "answer"}, {"do": "answer", "kind": "x", "option": "y"}])
async def test_a_button_of_an_older_release_gets_a_kind_answer(press: Press, values: dict[str, str]) -> None:
    assert (await press(**values))[0].text


async def test_a_tap_of_feedback_is_kept_and_the_last_one_counts(
    database: Database, conversation: Conversation, press: Press
) -> None:
    for value in ("bad", "good", "rubbish"):
        assert await press(do="feedback", value=value)
    async with database.reading() as session:
        assert (await read_profile(session, conversation.id))["feedback"] == "good"


async def test_stop_ends_all_asking(
    database: Database,
    conversation: Conversation,
    scheduler: Scheduler,
    clock: HandClock,
    press: Press,
    purpose: Purpose,
) -> None:
    await press(do="agree")
    await press(do="stop")
    later(clock, days=400)
    assert await scheduler.run_due() == 0
    assert await said(database, conversation) == []
    async with database.reading() as session:
        assert not await consents.holds(session, conversation.id, purpose)


async def test_a_consent_taken_back_elsewhere_ends_it_too(
    database: Database,
    conversation: Conversation,
    scheduler: Scheduler,
    clock: HandClock,
    press: Press,
    purpose: Purpose,
) -> None:
    await press(do="agree")
    async with database.writing() as session:
        held = await journal.lock(session, conversation.id)
        assert held
        await consents.record(session, held, purpose, purpose.version, granted=False)
    later(clock, days=8)
    await scheduler.run_due()
    assert await said(database, conversation) == []
    assert await states(database) == {"week": State.CANCELLED}


async def test_while_a_counsellor_has_the_conversation_it_waits_a_day(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    async def give_to(owner: Owner) -> None:
        async with database.writing() as session:
            held = await journal.lock(session, conversation.id)
            assert held
            held.owner = owner

    await press(do="agree")
    await give_to(Owner.COUNSELLOR)
    later(clock, days=8)
    await scheduler.run_due()
    assert await said(database, conversation) == []
    await give_to(Owner.BOT)
    later(clock, days=1, hours=11)  # past ten o'clock of the next day, at whatever hour this runs
    await scheduler.run_due()
    assert len(await said(database, conversation)) == 1


async def test_who_is_stuck_is_offered_a_person_and_gets_into_the_queue(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await press(do="agree")
    later(clock, days=8)
    await scheduler.run_due()
    _, offer = await press(do="answer", kind="week", option="stuck")
    assert offer.text == "Haluatko, että ohjaaja auttaa sinua?"
    assert len(offer.buttons) == 2
    await press(do="person")
    await press(do="person")  # pressed twice
    async with database.reading() as session:
        held = await journal.find(session, conversation.id)
    assert held
    assert held.owner == Owner.WAITING


async def test_who_has_begun_to_study_gets_the_survey_once(
    database: Database, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await press(do="agree")
    later(clock, days=8)
    await scheduler.run_due()
    _, offer = await press(do="answer", kind="week", option="started")
    assert "https://suunta.example.fi/s/t/" in offer.text
    async with database.reading() as session:
        [ticket] = list(await session.scalars(select(SurveyTicket)))
    assert ticket.key_hash not in offer.text


async def test_the_offer_waits_until_nobody_writes_and_comes_once(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock
) -> None:
    async with database.writing() as session:
        await journal.send(session, conversation.id, journal.BOT, BotMessage("Missä?", asking="place"))
        await offering.note(session, conversation.id, clock.now)
        await offering.note(session, conversation.id, clock.now)
    for _ in range(4):  # a question is open: not before ten minutes of quiet
        later(clock, minutes=2)
        await scheduler.run_due()
    assert await said(database, conversation) == []
    for _ in range(60):
        later(clock, minutes=15)
        await scheduler.run_due()
    [offer] = await said(database, conversation)
    assert offer.text == KNOWN.offer.text


async def test_who_declined_is_not_asked_again(
    database: Database, conversation: Conversation, scheduler: Scheduler, clock: HandClock, press: Press
) -> None:
    await press(do="decline")
    async with database.writing() as session:
        await offering.note(session, conversation.id, clock.now)
    later(clock, days=2)
    await scheduler.run_due()
    assert await said(database, conversation) == []


async def test_a_process_that_dies_in_the_middle_and_two_that_run_at_once_ask_once(
    database: Database,
    conversation: Conversation,
    clock: HandClock,
    press: Press,
    purpose: Purpose,
) -> None:
    from bot.conversations.wake import Bell
    from bot.followup import service

    await press(do="agree")
    later(clock, days=8)
    reached = asyncio.Event()

    async def dies(session: object, job: Job, now: datetime) -> None:
        await asking.ask(session, job, now, KNOWN, purpose)  # type: ignore[arg-type]
        reached.set()
        await asyncio.sleep(60)

    first = Scheduler(database, clock)
    first.register(asking.JOB, dies)
    await first.start()
    await asyncio.wait_for(reached.wait(), 5)
    await first.stop(grace=0.01)
    assert await said(database, conversation) == []
    assert await states(database) == {"week": State.WAITING}
    others = [Scheduler(database, clock) for _ in range(2)]
    for one in others:
        service.register(one, Bell(), DATA, purpose)
    assert sum(await asyncio.gather(*(one.run_due() for one in others))) == 1
    assert len(await said(database, conversation)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("start", [BEFORE_SPRING, BEFORE_AUTUMN], ids=["to summer", "to winter"])
async def test_over_a_change_of_clocks_none_is_lost_or_doubled(
    database: Database, scheduler: Scheduler, clock: HandClock, start: datetime
) -> None:
    """Forty people agree over the days around the change; the wall clock jumps back and forth as well."""
    due: dict[str, datetime] = {}
    async with database.writing() as session:
        for hour in range(40):
            begun, _ = await journal.begin(session, "web", None, "fi")
            agreed = start - timedelta(days=7) + timedelta(hours=hour)
            session.add(_consent(begun.id, agreed))
            await asking.plan(session, begun.id, KNOWN.kinds[0], agreed)
            due[begun.id] = asking.due_on(agreed, 7)
    clock.now = start - timedelta(hours=30)
    jumps = (0, 60, -60, 60)
    asked_at: dict[str, datetime] = {}
    for step in range(4 * 24 * 4):
        clock.now += timedelta(minutes=15)
        held, clock.now = clock.now, clock.now + timedelta(minutes=jumps[step % 4] if step % 8 == 7 else 0)
        await scheduler.run_due()
        clock.now = held
        async with database.reading() as session:
            for row in await session.scalars(select(FollowUp).where(FollowUp.state == State.ASKED)):
                asked_at.setdefault(row.conversation_id, row.asked_at or clock.now)
    assert asked_at.keys() == due.keys()
    for name, moment in due.items():
        assert moment <= asked_at[name] <= moment + timedelta(minutes=80)
        async with database.reading() as session:
            messages = await journal.messages_after(session, name, 0)
        assert len(messages) == 1


def _consent(conversation_id: str, at: datetime) -> object:
    from bot.conversations.schema import Consent

    return Consent(
        conversation_id=conversation_id,
        message_seq=0,
        number=0,
        purpose="follow_up",
        at=at,
        version="1",
        granted=True,
    )
