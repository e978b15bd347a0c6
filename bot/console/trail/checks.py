"""Walks over the audit trail: one each night in steps, one whenever an auditor asks.

What a walk found is kept with its head. The next one must find that head again, so that entries cut off at
the end are missed too.
"""

from datetime import UTC, datetime, time

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.audit import Walked, still_holds, walk
from bot.console.schema import AuditCheck
from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.scheduler.calendar import Daily
from bot.scheduler.runner import Ran, Scheduler

JOB = "audit.check"
AT = time(4, 10)
STEP = 2_000  # entries in one transaction of the nightly walk

log = structlog.get_logger()


async def latest(session: AsyncSession) -> AuditCheck | None:
    """The last walk that is over."""
    found: AuditCheck | None = await session.scalar(
        select(AuditCheck).where(AuditCheck.ended_at.is_not(None)).order_by(AuditCheck.id.desc()).limit(1)
    )
    return found


async def check_now(database: Database, now: datetime | None = None) -> None:
    """Walk over all of it, reading one moment of the database, and keep what was found."""
    began = now or datetime.now(UTC)
    walked = Walked()
    async with database.reading() as session:
        while not walked.ended:
            walked = await walk(session, walked)
        wrong = await _wrong(session, walked)
    async with database.writing() as session:
        session.add(
            AuditCheck(
                began_at=began,
                ended_at=now or datetime.now(UTC),
                entries=walked.entries,
                last_id=walked.last,
                last_hash=walked.hash,
                wrong=wrong,
            )
        )


async def step(session: AsyncSession, now: datetime, most: int = STEP) -> bool:
    """Go on with the walk that is under way, or begin one; returns whether there is more of it."""
    check = await session.scalar(
        select(AuditCheck).where(AuditCheck.ended_at.is_(None)).order_by(AuditCheck.id.desc()).limit(1)
    )
    if check is None:
        start = Walked()
        check = AuditCheck(
            began_at=now, ended_at=None, entries=0, last_id=start.last, last_hash=start.hash, wrong=None
        )
        session.add(check)
    walked = await walk(session, Walked(check.entries, check.last_id, check.last_hash), most)
    check.entries, check.last_id, check.last_hash = walked.entries, walked.last, walked.hash
    if walked.ended:
        check.ended_at, check.wrong = now, await _wrong(session, walked)
    return not walked.ended


def register(scheduler: Scheduler) -> None:
    """Walk over the trail each night."""

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        if await step(session, now):
            return Ran(more=True)
        found = await latest(session)
        if found is not None and found.wrong is not None:
            log.error("audit.broken", entry=found.wrong, cure="suunta audit verify")
        return None

    scheduler.register(JOB, run, Daily(AT))


async def _wrong(session: AsyncSession, walked: Walked) -> int | None:
    """The first wrong entry; behind a whole chain that has lost the head of an earlier walk, the next one."""
    if walked.wrong is not None:
        return walked.wrong
    heads = await session.execute(
        select(AuditCheck.last_id, AuditCheck.last_hash)
        .where(AuditCheck.ended_at.is_not(None), AuditCheck.wrong.is_(None), AuditCheck.last_id > 0)
        .order_by(AuditCheck.last_id.desc())
        .limit(1)
    )
    head = heads.first()
    if head is None or await still_holds(session, f"{head[0]}:{head[1]}"):
        return None
    return walked.last + 1
