"""Runs retention each night, as a job of the scheduler."""

from datetime import datetime, time

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Job
from bot.privacy.purposes import Purposes
from bot.privacy.retention import delete_batch, is_doubtful
from bot.scheduler.calendar import Daily
from bot.scheduler.runner import Ran, Scheduler

JOB = "retention"
AT = time(3, 30)

log = structlog.get_logger()


def register(scheduler: Scheduler, purposes: Purposes) -> None:
    """Each night at 03:30 delete what is past its time, a batch a run until nothing is left."""

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        connection = await session.connection()
        if await connection.run_sync(is_doubtful, purposes, now):
            log.error("retention.doubtful", cure="check the clock; if it is right: suunta retention run")
            return None
        deleted = await connection.run_sync(delete_batch, purposes, now)
        if not deleted:
            return None
        return Ran(after=lambda: log.info("retention.deleted", **deleted), more=True)

    scheduler.register(JOB, run, Daily(AT))
