"""Asks follow-ups, to be killed: `python -m tests.faults.following_process DATABASE_URL`."""

import asyncio
import sys
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.followup import asking
from bot.followup.questions import questions
from bot.privacy.purposes import read_purposes
from bot.scheduler.runner import Scheduler
from bot.settings import ROOT

SLOW_SECONDS = 0.02


async def main(url: str) -> None:
    """Ask until killed; the pauses let a kill come before and after the question is put."""
    known, purpose = questions(ROOT / "data"), read_purposes(ROOT / "data")[asking.PURPOSE]

    async def ask(session: AsyncSession, job: Job, now: datetime) -> None:
        await asyncio.sleep(SLOW_SECONDS)
        await asking.ask(session, job, now, known, purpose)
        await asyncio.sleep(SLOW_SECONDS)

    scheduler = Scheduler(Database(url))
    scheduler.register(asking.JOB, ask)
    while True:
        await scheduler.run_due()
        await asyncio.sleep(SLOW_SECONDS)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
