"""Runs what is due. A job's effect and its being done are one transaction, so each has its effect once.

A process that dies in the middle leaves nothing behind: its transaction is rolled back and the job is still
due. Several gateways on one PostgreSQL share the work by row locks (SKIP LOCKED); SQLite has one writer
anyway. What leaves the database (a mail, a message) goes through an outbox that the job writes to.

```mermaid
stateDiagram-v2
  [*] --> pending: schedule (the same kind and key once)
  pending --> done: run, in one transaction with its effect
  pending --> pending: a recurring job waits for its next slot
  pending --> pending: failure, tried later with a growing pause
  pending --> failed: a one-off job failed eight times
```
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.conversations.wake import rung_within
from bot.metrics import JOBS, JOBS_LATE, seconds_since
from bot.scheduler.calendar import Calendar, next_slot
from bot.scheduler.jobs import DONE, overdue, put_off, run_again_at, take_due
from telemetry.logs import where

LOOK_SECONDS = 5.0  # a changed clock is noticed as soon
LOOKS_UNTIL_NOTED = 60  # a recurring job that a wrong clock has put off far is put right within minutes
MOST_AT_A_TIME = 200
RECURRING = "recurring"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ran:
    """How a job went. `after` is called when its transaction is committed; `more`: run it again at once."""

    after: Callable[[], Awaitable[None] | None] | None = None
    more: bool = False


Run = Callable[[AsyncSession, Job, datetime], Awaitable[Ran | None]]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock on the wall, in UTC."""
    return datetime.now(UTC)


class Scheduler:
    """The jobs of one process. Kinds are registered before `start`."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock
        self._runs: dict[str, Run] = {}
        self._calendars: dict[str, Calendar] = {}
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def register(self, kind: str, run: Run, calendar: Calendar | None = None) -> None:
        """Say what a kind of job does, and for a recurring one when."""
        self._runs[kind] = run
        if calendar is not None:
            self._calendars[kind] = calendar

    async def start(self) -> None:
        """Note the recurring jobs, then look for what is due until stopped."""
        await self.note_recurring()
        self._task = asyncio.create_task(self._look_again_and_again())

    async def stop(self, grace: float) -> None:
        """Let the running job finish, for `grace` seconds."""
        self._stopping.set()
        if self._task is None:
            return
        await asyncio.wait([self._task], timeout=grace)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def note_recurring(self) -> None:
        """Write down the next slot of each recurring job, unless one waits already."""
        now = self._clock()
        async with self._database.writing() as session:
            for kind, calendar in self._calendars.items():
                latest = now + 2 * calendar.period
                await run_again_at(session, kind, RECURRING, calendar.after(now), latest)

    async def run_due(self) -> int:
        """Run what is due now, at most 200 jobs; return how many ran well."""
        ran = 0
        for _ in range(MOST_AT_A_TIME):
            if self._stopping.is_set() or not await self._is_anything_due():
                break
            ran += await self._run_one()
        return ran

    async def _look_again_and_again(self) -> None:
        for look in itertools.count(1):
            try:
                await self.run_due()
                if look % LOOKS_UNTIL_NOTED == 0:
                    await self.note_recurring()
            except (SQLAlchemyError, OSError) as error:
                log.error("scheduler.database_away", error=type(error).__name__)
            if await rung_within(self._stopping, LOOK_SECONDS):
                return

    async def _is_anything_due(self) -> bool:
        """Look without a lock first: nearly always there is nothing."""
        async with self._database.reading() as session:
            count, since = await overdue(session, self._clock(), frozenset(self._runs))
        JOBS_LATE.set(seconds_since(since) if since else 0.0)
        return count > 0

    async def _run_one(self) -> bool:
        """Run the job that is due longest; a failure is counted in a transaction of its own."""
        now, taken = self._clock(), ("", "")
        try:
            async with self._database.writing() as session:
                job = await take_due(session, frozenset(self._runs), now)
                if job is None:
                    return False
                taken = (job.kind, job.key)
                ran = await self._runs[job.kind](session, job, now) or Ran()
                self._note_done(job, now, more=ran.more)
        except (SQLAlchemyError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - one job's defect must not stop the others
            await self._note_failure(*taken, now, error)
            return False
        JOBS.labels(taken[0], "done").inc()
        if ran.after and (following := ran.after()) is not None:
            await following
        return True

    def _note_done(self, job: Job, now: datetime, *, more: bool) -> None:
        job.done_at, job.tries = now, 0
        calendar = self._calendars.get(job.kind)
        if more:
            return
        if calendar is not None and job.key == RECURRING:
            job.due_at = next_slot(calendar, job.due_at, now)
        else:
            job.state = DONE

    async def _note_failure(self, kind: str, key: str, now: datetime, error: Exception) -> None:
        log.error("job.failed", kind=kind, error=type(error).__name__, at=where(error))
        JOBS.labels(kind, "failed").inc()
        async with self._database.writing() as session:
            await put_off(session, kind, key, now, gives_up=kind not in self._calendars)
