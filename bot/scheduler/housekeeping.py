"""The scheduler's own recurring job: forgetting what is done."""

from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Job
from bot.scheduler.calendar import Daily
from bot.scheduler.jobs import prune
from bot.scheduler.runner import Ran, Scheduler

KEPT = timedelta(days=30)


def register(scheduler: Scheduler) -> None:
    """Each night at 03:30, forget jobs that were done a month ago."""
    scheduler.register("housekeeping", forget_done_jobs, Daily(time(3, 30)))


async def forget_done_jobs(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
    """Delete jobs that are done and older than `KEPT`."""
    await prune(session, now - KEPT)
    return None
