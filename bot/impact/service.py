"""Reports on the database. Counts are kept for a minute; months and regions are chosen among them."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.impact.counting import Counts, Filters, count
from bot.impact.gather import refresh
from bot.impact.prepared import PREPARED
from bot.impact.report import Report, report
from bot.impact.schema import ImpactState
from bot.scheduler.calendar import Every
from bot.scheduler.runner import Ran, Scheduler

KEPT_SECONDS = 60.0
MOST_KEPT = 64
JOB = "impact.refresh"


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can choose from: months and channels that there are."""

    months: tuple[str, ...]
    channels: tuple[str, ...]


class Impact:
    """What pages and commands ask for figures."""

    def __init__(self, database: Database, data: Path) -> None:
        self._database = database
        self.data = data
        self._kept: OrderedDict[tuple[int, Filters], tuple[float, Counts]] = OrderedDict()

    async def report(self, filters: Filters) -> Report:
        """The report on what the filters leave."""
        counts = (await self._counts(filters.of_all_months_and_regions)).within(filters)
        return report(counts, self.data, filters, datetime.now(UTC))

    async def _counts(self, filters: Filters) -> Counts:
        """The counts by month and region, counted now or within the last minute."""
        async with self._database.reading() as session:
            version = await session.scalar(select(ImpactState.version)) or 0
            kept = self._kept.get((version, filters))
            if kept is not None and time.monotonic() - kept[0] < KEPT_SECONDS:
                return kept[1]
            counts = await count(session, self.data, filters)
        self._kept[version, filters] = (time.monotonic(), counts)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return counts

    async def choices(self, organisation: str | None) -> Choices:
        """The months and channels that there are, of one organisation or of all."""
        query = select(PREPARED.c.month, PREPARED.c.channel).distinct()
        if organisation is not None:
            query = query.where(PREPARED.c.organisation == organisation)
        async with self._database.reading() as session:
            there = [(month, channel) for month, channel in await session.execute(query)]
        months, channels = {month for month, _ in there}, {channel for _, channel in there}
        return Choices(tuple(sorted(months)), tuple(sorted(channels)))


def register(scheduler: Scheduler, data: Path) -> None:
    """Bring the counted rows up to date every five minutes, a batch in a transaction."""

    async def run(session: AsyncSession, job: Job, now: datetime) -> Ran | None:
        return Ran(more=await refresh(session, data, now))

    scheduler.register(JOB, run, Every(timedelta(minutes=5)))
