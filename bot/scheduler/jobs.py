"""Jobs in the database. Every function works in the transaction of the session that it gets."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Job
from bot.conversations.writing import insert_once

Json = dict[str, Any]

PENDING, DONE, FAILED = "pending", "done", "failed"
TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)


async def schedule(
    session: AsyncSession,
    kind: str,
    key: str,
    due_at: datetime,
    *,
    conversation_id: str | None = None,
    payload: Json | None = None,
) -> bool:
    """Note a job. The same kind and key again changes nothing; returns whether it was new.

    A job of a conversation goes when the conversation is erased. `payload` holds ids and numbers, never text.
    """
    row = {
        "kind": kind,
        "key": key,
        "due_at": due_at,
        "conversation_id": conversation_id,
        "payload": payload or {},
        "state": PENDING,
        "tries": 0,
    }
    return await insert_once(session, Job, row)


async def cancel(session: AsyncSession, kind: str, key: str) -> bool:
    """Take back a job that has not run; returns whether there was one."""
    taken = await session.scalar(
        delete(Job).where(Job.kind == kind, Job.key == key, Job.state == PENDING).returning(Job.key)
    )
    return taken is not None


async def take_due(session: AsyncSession, kinds: frozenset[str], now: datetime) -> Job | None:
    """Lock the job that has been due longest until the end of the transaction; others skip it."""
    job: Job | None = await session.scalar(
        select(Job)
        .where(Job.state == PENDING, Job.due_at <= now, Job.kind.in_(kinds))
        .order_by(Job.due_at, Job.kind, Job.key)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return job


async def run_again_at(
    session: AsyncSession, kind: str, key: str, due_at: datetime, latest: datetime
) -> None:
    """See to it that a recurring job waits for its next slot, at the latest for `latest`."""
    await schedule(session, kind, key, due_at)
    await session.execute(
        update(Job)
        .where(Job.kind == kind, Job.key == key, or_(Job.state != PENDING, Job.due_at > latest))
        .values(state=PENDING, due_at=due_at, tries=0)
    )


async def put_off(session: AsyncSession, kind: str, key: str, now: datetime, *, gives_up: bool) -> str:
    """Count a failed run and try it later, at last not any more if it `gives_up`. Returns the job's state."""
    job = await session.get(Job, (kind, key), with_for_update=True, populate_existing=True)
    if job is None or job.state != PENDING:
        return DONE
    job.tries += 1
    job.due_at = now + min(FIRST_PAUSE * 2 ** min(job.tries - 1, 16), LONGEST_PAUSE)
    if gives_up and job.tries >= TRIES:
        job.state, job.done_at = FAILED, now
    return job.state


async def overdue(session: AsyncSession, now: datetime, kinds: frozenset[str]) -> tuple[int, datetime | None]:
    """How many jobs should have run, and since when the oldest of them."""
    late = select(func.count(), func.min(Job.due_at)).where(
        Job.state == PENDING, Job.due_at <= now, Job.kind.in_(kinds)
    )
    row = (await session.execute(late)).one()
    return row[0], row[1]


async def prune(session: AsyncSession, before: datetime) -> int:
    """Forget jobs that were done before a moment; returns how many."""
    gone = await session.scalars(
        delete(Job).where(Job.state != PENDING, Job.done_at < before).returning(Job.key)
    )
    return len(list(gone))
