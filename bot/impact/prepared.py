"""Sums of the counted rows by month and all that one can filter by: pages add up these, not conversations.

A month's sums are made anew when a conversation of it was counted again, and when rows of it are gone with
what somebody erased: then the number of rows is no longer the one that the sums know.
"""

from collections.abc import Collection

from sqlalchemy import (
    Column,
    Integer,
    SmallInteger,
    String,
    Table,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.base import Base
from bot.impact.schema import ImpactRow

FLAGS = tuple(column.name for column in ImpactRow.__table__.columns if isinstance(column.type, SmallInteger))
GOALS = ("occupation", "job", "skill", "language", "school", "degree", "unsure")
SUMS = (*FLAGS, *(f"goal_{goal}" for goal in GOALS))
OPENED = "opened"  # how many rows a sum is of
KEPT_APART = ("month", "region", "channel", "campaign", "place_type", "organisation")

PREPARED = Table(
    "impact_counts",
    Base.metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("month", String(7), nullable=False, index=True),
    Column("region", String(40)),
    Column("channel", String(20), nullable=False),
    Column("campaign", String(100)),
    Column("place_type", String(30)),
    Column("organisation", String(60)),
    Column("stale", SmallInteger, nullable=False),
    Column(OPENED, Integer, nullable=False),
    *(Column(name, Integer, nullable=False) for name in SUMS),
)


async def mark_stale(session: AsyncSession, months: Collection[str]) -> None:
    """Note that rows of these months have changed; their sums stand until `prepare` makes them anew."""
    await session.execute(update(PREPARED).where(PREPARED.c.month.in_(months)).values(stale=1))


async def prepare(session: AsyncSession) -> bool:
    """Make the sums of all months anew that are not what the rows are; returns whether there were any."""
    rows = select(ImpactRow.month, func.count()).group_by(ImpactRow.month)
    there = {month: (number, 0) for month, number in await session.execute(rows)}
    sums = select(PREPARED.c.month, func.sum(PREPARED.c.opened), func.max(PREPARED.c.stale))
    held = {
        month: (int(number), int(stale))
        for month, number, stale in await session.execute(sums.group_by(PREPARED.c.month))
    }
    months = [month for month in there.keys() | held.keys() if there.get(month) != held.get(month)]
    if not months:
        return False
    await session.execute(delete(PREPARED).where(PREPARED.c.month.in_(months)))
    apart = [getattr(ImpactRow, name) for name in KEPT_APART]
    flags = [func.sum(getattr(ImpactRow, name)) for name in FLAGS]
    goals = [func.sum(case((ImpactRow.goal == goal, 1), else_=0)) for goal in GOALS]
    summed = select(*apart, literal(0), func.count(), *flags, *goals).where(ImpactRow.month.in_(months))
    await session.execute(
        insert(PREPARED).from_select([*KEPT_APART, "stale", OPENED, *SUMS], summed.group_by(*apart))
    )
    return True
