"""Tasks in the database. Every function works in the transaction of the session that it gets.

A task is open or done; its day can be moved while it is open. What another organisation or colleague has is
not found. The project's own tasks (without an owner) are everybody's in the organisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.masked import masked
from bot.guided.service import Actor
from bot.tasks.schema import Task

MOST_SHOWN = 300
DONE_SHOWN = timedelta(days=14)
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2100, 1, 1)


class NewTask(BaseModel):
    """A task as it comes in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    due_on: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Tasks by when they are due: before today, today, later, and done of late."""

    late: Sequence[Task]
    today: Sequence[Task]
    coming: Sequence[Task]
    done: Sequence[Task]


async def add(
    session: AsyncSession,
    new: NewTask,
    who: Actor,
    *,
    conversation_id: str | None = None,
    project: bool = False,
) -> Task:
    """Note a task, one's own or the project's. Its words are masked. Raises FilterFailedError."""
    task = Task(
        conversation_id=conversation_id,
        organisation=who.organisation,
        owner=None if project else who.handle,
        title=masked(new.title)[:300],
        due_on=new.due_on,
        postponed=0,
        made_by=who.handle,
        made_at=datetime.now(UTC),
        done_at=None,
        done_by=None,
    )
    session.add(task)
    await session.flush()
    return task


async def find(session: AsyncSession, number: int, who: Actor) -> Task | None:
    """A task that somebody may change: their own or the project's; locked."""
    found: Task | None = await session.scalar(
        select(Task)
        .where(
            Task.id == number,
            Task.organisation == who.organisation,
            or_(Task.owner == who.handle, Task.owner.is_(None)),
        )
        .with_for_update()
    )
    return found


def finish(task: Task, who: Actor, *, done: bool) -> None:
    """Mark it done or open again; what is so already keeps who did it and when."""
    if done == (task.done_at is not None):
        return
    task.done_at = datetime.now(UTC) if done else None
    task.done_by = who.handle if done else None


def postpone(task: Task, day: date) -> bool:
    """Move the day of an open task; False where it is done."""
    if task.done_at is not None:
        return False
    if day != task.due_on:
        task.due_on, task.postponed = day, task.postponed + 1
    return True


async def own_agenda(session: AsyncSession, who: Actor, today: date) -> Agenda:
    """A counsellor's own tasks."""
    return await _agenda(session, today, Task.organisation == who.organisation, Task.owner == who.handle)


async def project_agenda(session: AsyncSession, organisation: str, today: date) -> Agenda:
    """The project's tasks of an organisation."""
    return await _agenda(session, today, Task.organisation == organisation, Task.owner.is_(None))


async def agenda_of(session: AsyncSession, conversation_id: str, who: Actor, today: date) -> Agenda:
    """A counsellor's tasks with one conversation."""
    return await _agenda(session, today, Task.conversation_id == conversation_id, Task.owner == who.handle)


async def count_due(session: AsyncSession, who: Actor, today: date) -> int:
    """How many of one's own tasks are due today or late."""
    found: int | None = await session.scalar(
        select(func.count())
        .select_from(Task)
        .where(
            Task.organisation == who.organisation,
            Task.owner == who.handle,
            Task.done_at.is_(None),
            Task.due_on <= today,
        )
    )
    return found or 0


async def _agenda(session: AsyncSession, today: date, *which: ColumnElement[bool]) -> Agenda:
    waiting = await session.scalars(
        select(Task).where(*which, Task.done_at.is_(None)).order_by(Task.due_on, Task.id).limit(MOST_SHOWN)
    )
    still_open = list(waiting)
    finished = await session.scalars(
        select(Task)
        .where(*which, Task.done_at >= datetime.now(UTC) - DONE_SHOWN)
        .order_by(Task.done_at.desc())
        .limit(MOST_SHOWN)
    )
    return Agenda(
        late=[one for one in still_open if one.due_on < today],
        today=[one for one in still_open if one.due_on == today],
        coming=[one for one in still_open if one.due_on > today],
        done=list(finished),
    )
