"""Follow-ups in the database: agreed, asked by the scheduler, answered by buttons, stopped.

Every function works in the transaction of the session that it gets. A follow-up and its job are noted
together; the job's run puts the question into the conversation and changes the state in one transaction, so
that a process that dies, several gateways or a clock that jumps neither lose nor double one.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.own_buttons import button
from bot.conversations.ownership import Owner
from bot.conversations.schema import Conversation, Job
from bot.days import HELSINKI
from bot.followup.questions import Kind, Questions
from bot.followup.schema import FollowUp
from bot.followup.states import State, Step, stepped
from bot.privacy import consents
from bot.privacy.purposes import Purpose
from bot.scheduler import jobs

JOB = "followup.ask"
PURPOSE = "follow_up"
HANDLER = "follow_up"
FIRST = "week"
AT = time(10)  # nobody is asked at night
TOMORROW = timedelta(days=1)
MOST_PUT_OFF = 14

Also = Callable[[AsyncSession, str, int], Awaitable[None]]  # of a conversation and a message in it


def due_on(moment: datetime, days: int) -> datetime:
    """Ten o'clock in Helsinki so many days after a moment's day, whatever the clocks do."""
    day = moment.astimezone(HELSINKI).date() + timedelta(days=days)
    return datetime.combine(day, AT, HELSINKI).astimezone(UTC)


async def plan(session: AsyncSession, conversation_id: str, kind: Kind, now: datetime) -> bool:
    """Ask this later; a kind is planned once in a conversation. Returns whether it was new."""
    if await session.get(FollowUp, (conversation_id, kind.id)) is not None:
        return False
    due_at = due_on(now, kind.after_days)
    session.add(
        FollowUp(
            conversation_id=conversation_id,
            id=kind.id,
            kind=kind.id,
            state=State.WAITING,
            due_at=due_at,
            asked_at=None,
            answered_at=None,
            answers={},
        )
    )
    await _note_job(session, conversation_id, kind.id, due_at, put_off=0)
    return True


async def decline(session: AsyncSession, conversation_id: str) -> None:
    """Remember that nothing may be asked, so that it is not offered again."""
    if await session.get(FollowUp, (conversation_id, FIRST)) is None:
        session.add(
            FollowUp(conversation_id=conversation_id, id=FIRST, kind=FIRST, state=State.DECLINED, answers={})
        )


async def ask(
    session: AsyncSession,
    job: Job,
    now: datetime,
    known: Questions,
    purpose: Purpose,
    also: Also | None = None,
) -> str | None:
    """Put the question into the conversation; returns the conversation where something was said.

    `also` is told its number, in the same transaction: it sends it to contact data that was given for it.

    Without a consent that holds nothing is asked. While a counsellor has the conversation it waits a day.
    """
    conversation_id = str(job.conversation_id)
    conversation = await journal.lock(session, conversation_id)
    row = await session.get(FollowUp, (conversation_id, str(job.payload["follow_up"])))
    if conversation is None or row is None or row.state != State.WAITING:
        return None
    kind = known.kind(row.kind)
    if kind is None or not await consents.holds(session, conversation_id, purpose):
        row.state = stepped(State(row.state), Step.STOP) or row.state
        return None
    put_off = int(job.payload.get("put_off", 0))
    if conversation.owner == Owner.COUNSELLOR and put_off < MOST_PUT_OFF:
        await _note_job(session, conversation_id, row.id, due_on(now, 1), put_off=put_off + 1)
        return None
    row.state, row.asked_at = stepped(State(row.state), Step.ASK) or row.state, now
    seq = await journal.send(session, conversation_id, journal.SYSTEM, question_of(kind, known))
    if also is not None:
        await also(session, conversation_id, seq)
    return conversation_id


def question_of(kind: Kind, known: Questions) -> BotMessage:
    """The question with its buttons, the last one stops all asking."""
    buttons = [
        button(option.title, HANDLER, do="answer", kind=kind.id, option=option.id) for option in kind.options
    ]
    return BotMessage(kind.text, [*buttons, button(known.stop.title, HANDLER, do="stop")])


async def stop(session: AsyncSession, conversation: Conversation, purpose: Purpose) -> None:
    """Ask nothing any more: the consent is taken back, what waits is cancelled with its job."""
    await consents.record(session, conversation, purpose, purpose.version, granted=False)
    rows = await session.scalars(select(FollowUp).where(FollowUp.conversation_id == conversation.id))
    for row in rows:
        after = stepped(State(row.state), Step.STOP)
        if after is None:
            continue
        row.state = after
        for put_off in range(MOST_PUT_OFF + 1):
            await jobs.cancel(session, JOB, _key(conversation.id, row.id, put_off))


async def _note_job(
    session: AsyncSession, conversation_id: str, name: str, due_at: datetime, *, put_off: int
) -> None:
    await jobs.schedule(
        session,
        JOB,
        _key(conversation_id, name, put_off),
        due_at,
        conversation_id=conversation_id,
        payload={"follow_up": name, "put_off": put_off},
    )


def _key(conversation_id: str, name: str, put_off: int) -> str:
    return f"{conversation_id}:{name}:{put_off}"
