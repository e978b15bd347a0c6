"""Runs jobs, to be killed: `python -m tests.faults.marking_process DATABASE_URL`."""

import asyncio
import sys
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.scheduler import jobs
from bot.scheduler.runner import Scheduler

KIND, EFFECT = "mark", "effect"
SLOW_SECONDS = 0.02


async def mark(session: AsyncSession, job: Job, now: datetime) -> None:
    """Leave the effect in the middle of the run, so that a kill can come before, between and after.

    A second run for the same job would meet its own mark and fail loudly.
    """
    await asyncio.sleep(SLOW_SECONDS)
    if not await jobs.schedule(session, EFFECT, job.key, now + timedelta(days=9999)):
        raise RuntimeError("the job had its effect before")
    await asyncio.sleep(SLOW_SECONDS)


async def main(url: str) -> None:
    """Run jobs until killed."""
    scheduler = Scheduler(Database(url))
    scheduler.register(KIND, mark)
    while True:
        await scheduler.run_due()
        await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
