"""Asks once whether one may ask later: when somebody has kept a course and has been quiet for a while.

A dialogue is not interrupted: as long as somebody is writing, or a question is open, it waits.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.own_buttons import button
from bot.conversations.ownership import Owner
from bot.conversations.schema import Conversation, Job, Message
from bot.followup.asking import HANDLER
from bot.followup.questions import Questions
from bot.followup.schema import FollowUp
from bot.scheduler import jobs
from bot.scheduler.calendar import by_day

JOB = "followup.offer"
QUIET = timedelta(minutes=2)
QUIET_AT_A_QUESTION = timedelta(minutes=10)
MOST_LOOKS = 20
MOST_DOUBLINGS = 9


async def note(session: AsyncSession, conversation_id: str, now: datetime) -> None:
    """See to it that the offer comes; once in a conversation."""
    await look(session, JOB, conversation_id, now + QUIET)


async def offer(session: AsyncSession, job: Job, now: datetime, known: Questions) -> str | None:
    """Make the offer if it fits now, else look again; returns the conversation where something was said."""
    conversation_id = str(job.conversation_id)
    conversation = await journal.lock(session, conversation_id)
    if conversation is None or await _is_settled(session, conversation_id):
        return None
    if not await fits(session, conversation, now, QUIET):
        await look_later(session, job, now, QUIET, MOST_LOOKS)
        return None
    texts = known.offer
    buttons = [
        button(texts.agree.title, HANDLER, do="agree"),
        button(texts.decline.title, HANDLER, do="decline"),
    ]
    await journal.send(session, conversation_id, journal.SYSTEM, BotMessage(texts.text, buttons))
    return conversation_id


async def is_noted(session: AsyncSession, conversation_id: str) -> bool:
    """Whether the offer is to come or has come, or the person has said something to it."""
    found = await session.scalar(
        select(Job.key).where(Job.kind == JOB, Job.conversation_id == conversation_id).limit(1)
    )
    return found is not None or await _is_settled(session, conversation_id)


async def _is_settled(session: AsyncSession, conversation_id: str) -> bool:
    found = await session.scalar(select(FollowUp.id).where(FollowUp.conversation_id == conversation_id))
    return found is not None


async def fits(session: AsyncSession, conversation: Conversation, now: datetime, quiet: timedelta) -> bool:
    """Whether nothing is disturbed: the bot has the word, and nobody has written for so long."""
    if conversation.owner != Owner.BOT:
        return False
    last: Message | None = await session.scalar(
        select(Message)
        .where(Message.conversation_id == conversation.id)
        .order_by(Message.seq.desc())
        .limit(1)
    )
    if last is None or last.sender == journal.LEARNER:
        return False
    return now - last.at >= (max(quiet, QUIET_AT_A_QUESTION) if last.asking else quiet)


async def look_later(
    session: AsyncSession, job: Job, now: datetime, quiet: timedelta, most_looks: int
) -> None:
    """Look again after twice as long each time, by day; no more than `most_looks` times."""
    looks = int(job.payload.get("looks", 0)) + 1
    if looks < most_looks:
        due_at = by_day(now + quiet * 2 ** min(looks, MOST_DOUBLINGS))
        await look(session, job.kind, str(job.conversation_id), due_at, looks=looks)


async def look(
    session: AsyncSession, kind: str, conversation_id: str, due_at: datetime, *, looks: int = 0
) -> None:
    """See to it that a conversation is looked at, after so many looks."""
    await jobs.schedule(
        session,
        kind,
        f"{conversation_id}:{looks}",
        due_at,
        conversation_id=conversation_id,
        payload={"looks": looks},
    )
