"""SQL that SQLite and PostgreSQL both know but SQLAlchemy keeps apart, and leases: who works on a row.

Every function works in the transaction of the session that it gets.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, or_, select, update
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base


def insert_into(bind: Engine | Connection, table: type[Base]) -> PostgresqlInsert | SqliteInsert:
    """An insert that may say what happens on a conflict."""
    insert = postgresql_insert if bind.dialect.name == "postgresql" else sqlite_insert
    return insert(table)


async def insert_once(session: AsyncSession, table: type[Base], row: dict[str, Any]) -> bool:
    """Insert a row unless its key is there already; returns whether it was new."""
    made = await session.execute(
        insert_into(session.get_bind(), table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(*table.__table__.primary_key)
    )
    return made.first() is not None


class Leased:
    """Columns of a row that one process at a time works on: `lease` says which, `leased_until` how long."""

    leased_until: Mapped[datetime | None]
    lease: Mapped[str | None] = mapped_column(String(32))


def is_free(table: type[Leased], now: datetime) -> ColumnElement[bool]:
    """Whether nobody works on a row, or who did is past their time."""
    return or_(table.leased_until.is_(None), table.leased_until < now)


async def take_lease(
    session: AsyncSession, table: type[Leased], now: datetime, time: timedelta, *which: ColumnElement[bool]
) -> str | None:
    """Take the one row that `which` chooses for some time; None while another process has it."""
    mine = secrets.token_hex(16)
    taken = await session.scalar(
        update(table)
        .where(*which, is_free(table, now))
        .values(lease=mine, leased_until=now + time)
        .returning(table.lease)
    )
    return mine if taken else None


async def held_row[T: Leased](
    session: AsyncSession, table: type[T], lease: str, *which: ColumnElement[bool]
) -> T | None:
    """The row, if the lease is still ours; locked."""
    found: T | None = await session.scalar(
        select(table)
        .where(*which, table.lease == lease)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found


def give_back(row: Leased) -> None:
    """Let others work on a row."""
    row.lease = row.leased_until = None
