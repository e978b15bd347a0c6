"""Reminders: kept with a job of the scheduler, which says them in the conversation when their day comes.

```mermaid
stateDiagram-v2
  [*] --> waiting: reminder.add, with a job of the same key
  waiting --> said: the job has run; the message is in the conversation
  waiting --> cancelled: reminder.cancel, and the job with it
```
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import days
from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.effects import Apply, Json, Place
from bot.conversations.schema import Job, Reminder
from bot.conversations.wake import Bell
from bot.rounds import store
from bot.rounds.models import reminded_on
from bot.rounds.schema import ApplicationRound
from bot.rounds.words import RoundTexts, reminder_text
from bot.scheduler import jobs
from bot.scheduler.runner import Ran, Scheduler
from bot.texts import MessageText

JOB = "reminder"
WAITING, SAID, CANCELLED = "waiting", "said", "cancelled"

Also = Callable[
    [AsyncSession, str, str], Awaitable[None]
]  # of a conversation and a reminder, in its transaction


async def waiting(session: AsyncSession, conversation_id: str) -> Sequence[Reminder]:
    """The reminders that are to come, the nearest first."""
    rows = await session.scalars(
        select(Reminder)
        .where(Reminder.conversation_id == conversation_id, Reminder.status == WAITING)
        .order_by(Reminder.due_at)
    )
    return list(rows)


def brief(reminders: Sequence[Reminder]) -> list[Json]:
    """Reminders as they ride with a message to the engine."""
    return [{"id": one.id, "due_at": one.due_at.isoformat()} for one in reminders]


async def _add(at: Place, effect: Json) -> None:
    """Of a day; of a round the day is that of the round, whatever the effect says. Raises ValueError."""
    round_id = int(effect["round"]) if "round" in effect else None
    day = date.fromisoformat(effect["day"]) if round_id is None else await _day_of(at, round_id)
    due_at = store.due(day)
    at.session.add(
        Reminder(
            conversation_id=at.conversation.id,
            id=at.key,
            kind=str(effect["kind"])[:20],
            due_at=due_at,
            status=WAITING,
            at=datetime.now(UTC),
            round_id=round_id,
        )
    )
    key = _job_key(at.conversation.id, at.key)
    await jobs.schedule(
        at.session, JOB, key, due_at, conversation_id=at.conversation.id, payload={"reminder": at.key}
    )


async def _day_of(at: Place, round_id: int) -> date:
    today = days.today()
    row = await store.find(at.session, at.conversation.organisation or "", round_id)
    day = reminded_on(row.opens_on, row.closes_on, today) if row and store.may_be_told(row, today) else None
    if day is None:
        raise ValueError("no such round")
    return day


async def _cancel(at: Place, effect: Json) -> None:
    """All that wait."""
    await cancel_waiting(at.session, at.conversation.id)


async def cancel_waiting(session: AsyncSession, conversation_id: str) -> int:
    """Cancel all that wait, with their jobs; returns how many."""
    some = await waiting(session, conversation_id)
    for one in some:
        one.status = CANCELLED
        await jobs.cancel(session, JOB, _job_key(conversation_id, one.id))
    return len(some)


def _job_key(conversation_id: str, reminder_id: str) -> str:
    return f"{conversation_id}:{reminder_id}"


def register(
    scheduler: Scheduler, bell: Bell, text: MessageText, rounds: RoundTexts, also: Also | None = None
) -> None:
    """Let the scheduler say reminders: `text` or a round's words, and what is done beside it (`also`)."""

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        conversation_id = str(job.conversation_id)
        reminder = await session.get(Reminder, (conversation_id, str(job.payload["reminder"])))
        if reminder is None or reminder.status != WAITING:
            return None
        reminder.status = SAID
        buttons = [button.model_dump() for button in text.buttons]
        said = await said_of(session, reminder, rounds, days.day_of(now)) or text.text
        await journal.send(session, conversation_id, journal.SYSTEM, BotMessage(said, buttons))
        if also is not None:
            await also(session, conversation_id, reminder.id)
        return Ran(after=lambda: bell.ring(conversation_id))

    scheduler.register(JOB, run)


async def said_of(session: AsyncSession, reminder: Reminder, texts: RoundTexts, today: date) -> str | None:
    """What is said of the round that a reminder is of; None for a reminder of a day."""
    if reminder.round_id is None:
        return None
    row = await session.get(ApplicationRound, reminder.round_id)
    return reminder_text(row, texts, today) if row else None


REMINDER_EFFECTS: dict[str, Apply] = {"reminder.add": _add, "reminder.cancel": _cancel}
