"""Runs retention each night, as a job of the scheduler."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Job
from bot.privacy.erasure import sweep
from bot.privacy.purposes import Purposes
from bot.privacy.retention import delete_batch, is_doubtful
from bot.scheduler.calendar import Daily
from bot.scheduler.runner import Ran, Scheduler

JOB = "retention"
AT = time(3, 30)
SWEPT = timedelta(days=3)  # also after a night in which nothing ran

log = structlog.get_logger()


def register(scheduler: Scheduler, purposes: Purposes, overwrite: Callable[[], Awaitable[None]]) -> None:
    """Each night at 03:30 delete what is past its time, a batch a run until nothing is left; then sweep.

    `overwrite` sees to it that the bytes of a batch are gone too (Database.overwrite_deleted).
    """

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        connection = await session.connection()
        if await connection.run_sync(is_doubtful, purposes, now):
            log.error("retention.doubtful", cure="check the clock; if it is right: suunta retention run")
            return None
        deleted = await connection.run_sync(delete_batch, purposes, now)
        swept = 0 if deleted else await connection.run_sync(sweep, now - SWEPT)

        async def tell() -> None:
            await overwrite()
            log.info("retention.deleted", swept=swept, **deleted)

        return Ran(after=tell, more=bool(deleted)) if deleted or swept else None

    scheduler.register(JOB, run, Daily(AT))
