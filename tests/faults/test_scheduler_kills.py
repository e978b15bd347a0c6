"""Processes that run jobs are killed again and again, two at a time: every job has its effect once."""

import asyncio
import random
import subprocess
import time
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.archive.stores import store_at
from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.scheduler import jobs
from cli.paths import ROOT, SERVICE_PYTHON
from tests.faults.conftest import times
from tests.faults.marking_process import EFFECT, KIND

WITHIN = 90.0


def spawn(url: str) -> "subprocess.Popen[bytes]":
    """A process that runs jobs."""
    return subprocess.Popen([str(SERVICE_PYTHON), "-m", "tests.faults.marking_process", url], cwd=ROOT)


async def prepare(url: str, number: int) -> None:
    """A database with so many jobs that are due."""
    database = Database(url)
    await database.migrate()
    async with database.writing() as session:
        for name in range(number):
            await jobs.schedule(session, KIND, f"job-{name}", datetime.now(UTC))
    await database.close()


def counted(url: str) -> dict[tuple[str, str], int]:
    """How many jobs there are, by kind and state."""
    engine = store_at(url).engine()
    with engine.connect() as connection:
        rows = connection.execute(
            select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)
        ).all()
    engine.dispose()
    return {(kind, state): count for kind, state, count in rows}


async def test_every_job_has_its_effect_once(database_url: str) -> None:
    number, chance = times(60, 600), random.Random(7)
    await prepare(database_url, number)
    workers = [spawn(database_url) for _ in range(2)]
    try:
        deadline = time.monotonic() + WITHIN * times(1, 5)
        while counted(database_url).get((KIND, jobs.PENDING), 0) and time.monotonic() < deadline:
            await asyncio.sleep(chance.uniform(0.8, 1.4))
            victim = chance.randrange(2)
            workers[victim].kill()
            workers[victim].wait()
            workers[victim] = spawn(database_url)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert counted(database_url) == {(KIND, jobs.DONE): number, (EFFECT, jobs.PENDING): number}
