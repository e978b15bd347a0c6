"""Asks follow-ups and says reminders, to be killed: `python -m tests.faults.following_process URL`."""

import asyncio
import sys
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.conversations.wake import Bell
from bot.followup import asking, service
from bot.plan import reminders
from bot.privacy.purposes import read_purposes
from bot.rounds.words import round_texts
from bot.scheduler.calendar import Calendar
from bot.scheduler.runner import Ran, Run, Scheduler
from bot.settings import ROOT
from bot.texts import read_notices

DATA = ROOT / "data"
SLOW_SECONDS = 0.02


class Slow(Scheduler):
    """Pauses before and after each effect, so that a kill comes there too."""

    def register(self, kind: str, run: Run, calendar: Calendar | None = None) -> None:
        """Register what pauses around it."""

        async def slow(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
            await asyncio.sleep(SLOW_SECONDS)
            ran = await run(session, job, now)
            await asyncio.sleep(SLOW_SECONDS)
            return ran

        super().register(kind, slow, calendar)


async def main(url: str) -> None:
    """Ask and remind until killed."""
    scheduler = Slow(Database(url))
    service.register(scheduler, Bell(), DATA, read_purposes(DATA)[asking.PURPOSE])
    reminders.register(scheduler, Bell(), read_notices(DATA).reminder, round_texts(DATA))
    while True:
        await scheduler.run_due()
        await asyncio.sleep(SLOW_SECONDS)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
