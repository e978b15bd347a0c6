"""Rounds in the database, with the reminders that hang on them.

A day that changes moves the reminders that wait for it; so whoever keeps rounds up to date keeps what
learners were promised. Every function works in the transaction of the session that it gets.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Job, Reminder
from bot.days import HELSINKI
from bot.rounds.models import LONGEST_CHECKED, NewRound, check, reminded_on
from bot.rounds.schema import ApplicationRound
from bot.scheduler import jobs

AT = time(10)  # nobody is reminded at night
MOST_OFFERED = 3
WAITING = "waiting"
IMPORT, NIGHTLY = "import", "opintopolku"
BY_ITSELF = frozenset({IMPORT, NIGHTLY})  # who no person is


def due(day: date) -> datetime:
    """The moment of a day at which people are reminded."""
    return datetime.combine(day, AT, HELSINKI).astimezone(UTC)


async def keep(
    session: AsyncSession, organisation: str, new: NewRound, who: str, today: date, number: int | None = None
) -> ApplicationRound | None:
    """Keep a round: a new one, the one of this number anew, or the one of the same key.

    None for a number that is none of theirs. Raises RoundError.
    """
    check(new, today)
    row = await _earlier(session, organisation, new, number)
    if row is None:
        if number is not None:
            return None
        row = ApplicationRound(organisation=organisation, key=new.key)
        session.add(row)
    row.courses = f" {' '.join(new.courses)} " if new.courses else ""
    row.title, row.source, row.source_url = new.title, new.source, new.source_url
    row.opens_on, row.closes_on, row.last_on = new.opens_on, new.closes_on, new.last_on
    row.closes_at = new.closes_at.replace(":", ".") if new.closes_at else None
    row.checked_on, row.made_by, row.changed_at, row.withdrawn_at = new.checked_on, who[:60], _now(), None
    await session.flush()
    await _move_reminders(session, row, today)
    return row


async def withdraw(session: AsyncSession, organisation: str, number: int, who: str) -> bool:
    """Tell nobody of a round any more; whoever waits for it is told so on their day.

    What somebody has withdrawn no answer of Opintopolku's brings back.
    """
    row = await find(session, organisation, number)
    if row is None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at, row.made_by = _now(), who[:60]
    return True


async def bring_up(
    session: AsyncSession, organisation: str, oid: str, found: Sequence[NewRound], who: str, today: date
) -> None:
    """Keep what an answer about a toteutus or haku tells, and withdraw what it no longer does.

    `who` is one of BY_ITSELF. Raises RoundError.
    """
    kept = set()
    for new in found:
        earlier = await _earlier(session, organisation, new, None)
        by_hand = earlier is not None and earlier.withdrawn_at and earlier.made_by not in BY_ITSELF
        if not by_hand and (one := await keep(session, organisation, new, who, today)):
            kept.add(one.id)
    of_haku = and_(
        ApplicationRound.courses == "", ApplicationRound.key.startswith(f"{oid} ", autoescape=True)
    )
    of_teaching = ApplicationRound.key.contains(f" {oid} ", autoescape=True)
    rows = await session.scalars(
        select(ApplicationRound).where(
            ApplicationRound.organisation == organisation,
            ApplicationRound.withdrawn_at.is_(None),
            or_(of_haku, of_teaching),
        )
    )
    for row in rows:
        if row.id not in kept:
            row.withdrawn_at = _now()


async def find(session: AsyncSession, organisation: str, number: int) -> ApplicationRound | None:
    """A round of an organisation."""
    found: ApplicationRound | None = await session.scalar(
        select(ApplicationRound).where(
            ApplicationRound.id == number, ApplicationRound.organisation == organisation
        )
    )
    return found


async def listed(session: AsyncSession, organisation: str, today: date) -> Sequence[ApplicationRound]:
    """What an organisation keeps and that is not over, the nearest first; also what is too old to be told."""
    rows = await session.scalars(
        select(ApplicationRound)
        .where(*_standing(organisation, today))
        .order_by(ApplicationRound.opens_on, ApplicationRound.title)
    )
    return list(rows)


async def offered(
    session: AsyncSession, organisation: str | None, oids: Collection[str], today: date
) -> Sequence[ApplicationRound]:
    """What a learner may be reminded of: rounds of their courses first, then those of many; a few."""
    if organisation is None:
        return []
    of_courses = [ApplicationRound.courses.contains(f" {oid} ", autoescape=True) for oid in oids]
    rows = await session.scalars(
        select(ApplicationRound)
        .where(*_standing(organisation, today), or_(ApplicationRound.courses == "", *of_courses))
        .order_by(ApplicationRound.courses == "", ApplicationRound.last_on, ApplicationRound.id)
    )
    some = [
        one for one in rows if may_be_told(one, today) and reminded_on(one.opens_on, one.closes_on, today)
    ]
    return some[:MOST_OFFERED]


def may_be_told(row: ApplicationRound, today: date) -> bool:
    """Whether a round may be told on a day: it is not withdrawn, not over, and was looked up not long ago."""
    fresh = row.checked_on >= today - LONGEST_CHECKED
    return row.withdrawn_at is None and row.last_on >= today and fresh


def _standing(organisation: str, today: date) -> tuple[ColumnElement[bool], ...]:
    """The condition of rounds that are not withdrawn and not over."""
    return (
        ApplicationRound.organisation == organisation,
        ApplicationRound.withdrawn_at.is_(None),
        ApplicationRound.last_on >= today,
    )


async def _earlier(
    session: AsyncSession, organisation: str, new: NewRound, number: int | None
) -> ApplicationRound | None:
    if number is not None:
        return await find(session, organisation, number)
    if new.key is None:
        return None
    found: ApplicationRound | None = await session.scalar(
        select(ApplicationRound).where(
            ApplicationRound.organisation == organisation, ApplicationRound.key == new.key
        )
    )
    return found


async def _move_reminders(session: AsyncSession, row: ApplicationRound, today: date) -> None:
    """Let reminders that wait for a round come on its present day; what has no day left comes at once."""
    day = reminded_on(row.opens_on, row.closes_on, today)
    moment = due(day) if day else _now()
    waiting = await session.scalars(
        select(Reminder).where(Reminder.round_id == row.id, Reminder.status == WAITING)
    )
    for one in waiting:
        one.due_at = moment
        await session.execute(
            update(Job)
            .where(Job.kind == "reminder", Job.key == f"{one.conversation_id}:{one.id}")
            .where(Job.state == jobs.PENDING)
            .values(due_at=moment)
        )


def _now() -> datetime:
    return datetime.now(UTC)
