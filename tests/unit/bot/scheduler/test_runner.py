"""Jobs have their effect once: after crashes, with several processes, whatever the clock does."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.database import Database
from bot.conversations.schema import Job
from bot.scheduler import jobs
from bot.scheduler.calendar import Daily, Every
from bot.scheduler.runner import RECURRING, Ran, Scheduler
from tests.support.clock import HandClock

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
EFFECT = "effect"


@pytest.fixture
def clock() -> HandClock:
    """Noon."""
    return HandClock(NOON)


@pytest.fixture
def scheduler(database: Database, clock: HandClock) -> Scheduler:
    """A scheduler on an empty database."""
    return Scheduler(database, clock)


async def leave_a_mark(session: AsyncSession, job: Job, now: datetime) -> None:
    """An effect in the database: a row that can be counted, a second one for a second run."""
    marks = list(await session.scalars(select(Job).where(Job.kind == EFFECT)))
    await jobs.schedule(session, EFFECT, f"{job.key}-{len(marks)}", now + timedelta(days=9999))


async def marks(database: Database) -> Counter[str]:
    """How often each job had its effect."""
    async with database.reading() as session:
        rows = await session.scalars(select(Job.key).where(Job.kind == EFFECT))
        return Counter(key.rsplit("-", 1)[0] for key in rows)


async def note(database: Database, key: str, due_at: datetime) -> bool:
    async with database.writing() as session:
        return await jobs.schedule(session, "mark", key, due_at)


async def job_of(database: Database, kind: str, key: str) -> Job:
    async with database.reading() as session:
        job = await session.get(Job, (kind, key))
        assert job
        return job


async def test_a_job_runs_when_it_is_due_and_once(
    database: Database, scheduler: Scheduler, clock: HandClock
) -> None:
    scheduler.register("mark", leave_a_mark)
    assert await note(database, "a", NOON + timedelta(hours=1))
    assert not await note(database, "a", NOON)
    assert await scheduler.run_due() == 0
    clock.now += timedelta(hours=1)
    assert await scheduler.run_due() == 1
    assert await scheduler.run_due() == 0
    assert await marks(database) == {"a": 1}


async def test_a_job_that_was_taken_back_does_not_run(database: Database, scheduler: Scheduler) -> None:
    scheduler.register("mark", leave_a_mark)
    await note(database, "a", NOON)
    async with database.writing() as session:
        assert await jobs.cancel(session, "mark", "a")
        assert not await jobs.cancel(session, "mark", "a")
    assert await scheduler.run_due() == 0


async def test_a_failed_run_leaves_nothing_and_is_tried_later_with_a_growing_pause(
    database: Database, scheduler: Scheduler, clock: HandClock
) -> None:
    tries = 0

    async def fails_twice(session: AsyncSession, job: Job, now: datetime) -> None:
        nonlocal tries
        tries += 1
        await leave_a_mark(session, job, now)
        if tries < 3:
            raise ValueError("not now")

    scheduler.register("mark", fails_twice)
    await note(database, "a", NOON)
    pauses = []
    for _ in range(2):
        assert await scheduler.run_due() == 0
        assert await marks(database) == {}
        due_at = (await job_of(database, "mark", "a")).due_at
        pauses.append(due_at - clock.now)
        clock.now = due_at
    assert await scheduler.run_due() == 1
    assert await marks(database) == {"a": 1}
    assert pauses[0] < pauses[1]


async def test_a_job_that_always_fails_is_given_up_and_others_go_on(
    database: Database, scheduler: Scheduler, clock: HandClock
) -> None:
    async def fails(session: AsyncSession, job: Job, now: datetime) -> None:
        raise ValueError("never")

    scheduler.register("bad", fails)
    scheduler.register("mark", leave_a_mark)
    async with database.writing() as session:
        await jobs.schedule(session, "bad", "x", NOON)
    await note(database, "a", NOON)
    for _ in range(20):
        await scheduler.run_due()
        clock.now += timedelta(hours=7)
    assert (await job_of(database, "bad", "x")).state == jobs.FAILED
    assert await marks(database) == {"a": 1}


async def test_a_kind_that_this_release_does_not_know_waits(database: Database, scheduler: Scheduler) -> None:
    await note(database, "a", NOON)
    assert await scheduler.run_due() == 0
    scheduler.register("mark", leave_a_mark)
    assert await scheduler.run_due() == 1


async def test_several_processes_share_the_work(database: Database, clock: HandClock) -> None:
    workers = [Scheduler(database, clock) for _ in range(4)]
    for worker in workers:
        worker.register("mark", leave_a_mark)
    for number in range(30):
        await note(database, str(number), NOON)
    ran = await asyncio.gather(*(worker.run_due() for worker in workers))
    assert sum(ran) == 30
    assert await marks(database) == {str(number): 1 for number in range(30)}


async def test_a_run_that_is_cut_off_is_run_again_from_the_start(
    database: Database, clock: HandClock
) -> None:
    reached = asyncio.Event()

    async def hangs(session: AsyncSession, job: Job, now: datetime) -> None:
        await leave_a_mark(session, job, now)
        reached.set()
        await asyncio.sleep(60)

    first, second = Scheduler(database, clock), Scheduler(database, clock)
    first.register("mark", hangs)
    second.register("mark", leave_a_mark)
    await note(database, "a", NOON)
    await first.start()
    await asyncio.wait_for(reached.wait(), 5)
    await first.stop(grace=0.01)
    assert await marks(database) == {}
    assert await second.run_due() == 1
    assert await marks(database) == {"a": 1}


async def test_a_recurring_job_runs_once_a_slot_and_skips_what_it_missed(
    database: Database, scheduler: Scheduler, clock: HandClock
) -> None:
    scheduler.register("daily", leave_a_mark, Daily(time(3, 30)))
    await scheduler.note_recurring()
    await scheduler.note_recurring()
    for _ in range(48):
        clock.now += timedelta(hours=1)
        await scheduler.run_due()
    assert await marks(database) == {RECURRING: 2}
    clock.now += timedelta(days=10)
    await scheduler.run_due()
    await scheduler.run_due()
    assert await marks(database) == {RECURRING: 3}


async def test_more_work_is_done_at_once_in_pieces(
    database: Database, scheduler: Scheduler, clock: HandClock
) -> None:
    left = 3

    async def a_piece(session: AsyncSession, job: Job, now: datetime) -> Ran:
        nonlocal left
        left -= 1
        return Ran(more=left > 0)

    scheduler.register("pieces", a_piece, Every(timedelta(hours=1)))
    await scheduler.note_recurring()
    clock.now += timedelta(hours=1)
    assert await scheduler.run_due() == 3
    assert left == 0


async def test_a_clock_that_was_far_ahead_does_not_stop_a_recurring_job(
    database: Database, scheduler: Scheduler, clock: HandClock
) -> None:
    scheduler.register("daily", leave_a_mark, Daily(time(3, 30)))
    clock.now = NOON + timedelta(days=3650)
    await scheduler.note_recurring()
    clock.now = NOON
    await scheduler.note_recurring()
    clock.now = NOON + timedelta(days=1)
    assert await scheduler.run_due() == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    due=st.lists(st.integers(0, 48), min_size=1, max_size=8),
    jumps=st.lists(st.integers(-3, 6), min_size=1, max_size=20),
)
def test_whatever_the_clock_does_each_job_has_its_effect_once(
    due: list[int], jumps: list[int], tmp_path_factory: pytest.TempPathFactory, empty_database: object
) -> None:
    path = tmp_path_factory.mktemp("clock") / "gateway.sqlite"
    path.write_bytes(open(str(empty_database), "rb").read())  # noqa: PTH123, SIM115

    async def live() -> None:
        database, clock = Database(f"sqlite+aiosqlite:///{path}"), HandClock(NOON)
        for number, hours in enumerate(due):
            await note(database, str(number), NOON + timedelta(hours=hours))
        for jump in jumps:
            clock.now += timedelta(hours=jump)
            restarted = Scheduler(database, clock)  # a process of its own after every jump
            restarted.register("mark", leave_a_mark)
            await restarted.run_due()
        clock.now = NOON + timedelta(hours=49)
        restarted = Scheduler(database, clock)
        restarted.register("mark", leave_a_mark)
        await restarted.run_due()
        assert await marks(database) == {str(number): 1 for number in range(len(due))}
        await database.close()

    asyncio.run(live())
