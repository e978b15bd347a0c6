"""The channels' recurring job: forgetting which events were seen and what was sent."""

from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging import links, ordering, sendings
from bot.conversations.schema import Job
from bot.scheduler.calendar import Daily
from bot.scheduler.runner import Ran, Scheduler

SEEN_FOR = timedelta(days=30)  # providers deliver again, and tell of failures, for some days at most
SILENT_FOR = timedelta(days=7)  # afterwards Telegram counts anew


def register(scheduler: Scheduler) -> None:
    """Each night at 03:40."""
    scheduler.register("channel_events", forget_seen, Daily(time(3, 40)))


async def forget_seen(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
    """Delete what was seen a month ago."""
    await links.forget_seen(session, now - SEEN_FOR)
    await sendings.forget_old(session, now - SEEN_FOR)
    await ordering.forget_old(session, now - SILENT_FOR)
    return None
