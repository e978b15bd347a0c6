"""Entries of plans in the database, with who changed what.

Every function works in the transaction of the session that it gets. The learner changes the plan by effects
of turns, a counsellor by these functions; `who` names them ("learner", a counsellor's id). What comes from a
person's keyboard is to be masked before (`masked`).
"""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import PlanChange, PlanItem
from bot.plan.models import Change, Content, Entry, NewEntry
from privacy.masking import mask

LEARNER = "learner"
MOST_ENTRIES = 100


class PlanError(ValueError):
    """A change of a plan that cannot be made."""


class UnknownEntryError(PlanError):
    """The plan has no such entry."""


class PlanFullError(PlanError):
    """The plan has as many entries as it may have."""


async def entries(session: AsyncSession, conversation_id: str) -> list[Entry]:
    """The entries of a plan, in their order."""
    rows = await session.scalars(
        select(PlanItem)
        .where(PlanItem.conversation_id == conversation_id)
        .order_by(PlanItem.position, PlanItem.at, PlanItem.id)
    )
    return [entry_of(row) for row in rows]


async def add(
    session: AsyncSession, conversation_id: str, new: NewEntry, *, who: str, item_id: str | None = None
) -> str:
    """Keep an entry at the end; one of its key that is there already stays as it is. Returns its id.

    Raises PlanFullError.
    """
    held = await _by_key(session, conversation_id, new.key)
    if held is not None:
        return held.id
    of_plan = PlanItem.conversation_id == conversation_id
    count, last = (
        await session.execute(select(func.count(), func.max(PlanItem.position)).where(of_plan))
    ).one()
    if count >= MOST_ENTRIES:
        raise PlanFullError
    row = PlanItem(
        conversation_id=conversation_id,
        id=item_id or secrets.token_urlsafe(8),
        kind=new.kind,
        key=new.key,
        item=new.content.stored(),
        done=False,
        position=0 if last is None else last + 1,
        at=datetime.now(UTC),
    )
    session.add(row)
    _note(session, row, who, before=None, after=_state(row))
    await session.flush()
    return row.id


async def edit(
    session: AsyncSession, conversation_id: str, item_id: str, content: Content, *, who: str
) -> None:
    """Put other content into an entry. Raises UnknownEntryError."""
    row = await _row(session, conversation_id, item_id)
    before = _state(row)
    row.item = content.stored()
    _note(session, row, who, before=before, after=_state(row))


async def mark(session: AsyncSession, conversation_id: str, item_id: str, *, done: bool, who: str) -> None:
    """Mark an entry as done or open again. Raises UnknownEntryError."""
    row = await _row(session, conversation_id, item_id)
    if row.done == done:
        return
    before = _state(row)
    row.done = done
    _note(session, row, who, before=before, after=_state(row))


async def move(session: AsyncSession, conversation_id: str, item_id: str, position: int, *, who: str) -> None:
    """Put an entry at a place among all, from 0. Raises UnknownEntryError."""
    row = await _row(session, conversation_id, item_id)
    rows = list(
        await session.scalars(
            select(PlanItem)
            .where(PlanItem.conversation_id == conversation_id)
            .order_by(PlanItem.position, PlanItem.at, PlanItem.id)
        )
    )
    before = _state(row)
    rows.remove(row)
    rows.insert(max(0, min(position, len(rows))), row)
    for place, one in enumerate(rows):
        one.position = place
    _note(session, row, who, before=before, after=_state(row))


async def remove(session: AsyncSession, conversation_id: str, item_id: str, *, who: str) -> None:
    """Take an entry out. Raises UnknownEntryError."""
    row = await _row(session, conversation_id, item_id)
    _note(session, row, who, before=_state(row), after=None)
    await session.delete(row)
    await session.flush()


async def id_of(session: AsyncSession, conversation_id: str, key: str) -> str | None:
    """The id of the entry of a key."""
    row = await _by_key(session, conversation_id, key)
    return row.id if row else None


async def changes(session: AsyncSession, conversation_id: str) -> list[Change]:
    """Everything that was changed, in order."""
    rows = await session.scalars(
        select(PlanChange).where(PlanChange.conversation_id == conversation_id).order_by(PlanChange.id)
    )
    return [
        Change(item_id=row.item_id, at=row.at, who=row.who, before=row.before, after=row.after)
        for row in rows
    ]


def masked(content: Content) -> Content:
    """The content without personal data in its words, as all that is stored."""
    said = {
        name: mask(value).text if isinstance(value, str) and name != "url" else value
        for name, value in content.model_dump().items()
    }
    return type(content).model_validate(said)


def entry_of(row: PlanItem) -> Entry:
    """The row as an entry."""
    return Entry.model_validate(
        {**row.item, "id": row.id, "kind": row.kind, "key": row.key, "done": row.done}
    )


async def _row(session: AsyncSession, conversation_id: str, item_id: str) -> PlanItem:
    row = await session.get(PlanItem, (conversation_id, item_id), with_for_update=True)
    if row is None:
        raise UnknownEntryError(item_id)
    return row


async def _by_key(session: AsyncSession, conversation_id: str, key: str) -> PlanItem | None:
    row: PlanItem | None = await session.scalar(
        select(PlanItem).where(PlanItem.conversation_id == conversation_id, PlanItem.key == key)
    )
    return row


def _state(row: PlanItem) -> dict[str, Any]:
    return {**row.item, "kind": row.kind, "done": row.done, "position": row.position}


def _note(
    session: AsyncSession,
    row: PlanItem,
    who: str,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    session.add(
        PlanChange(
            conversation_id=row.conversation_id,
            item_id=row.id,
            at=datetime.now(UTC),
            who=who[:60],
            before=before,
            after=after,
        )
    )
