"""Edits to facts in the database. Every function works in the transaction of the session that it gets.

Reasons are free words and are masked; what a fact says is public, and two people have read it.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.masked import masked
from bot.guided.service import Actor
from bot.knowledge.schema import FactEdit
from bot.knowledge.states import Move, State, moved
from privacy.masking import WHAT_NOBODY_MAY_WRITE

MOST_SHOWN = 100
LONGEST_REASON = 300


class OutdatedError(Exception):
    """The fact has changed since the edit was written: it must be looked at anew before anybody agrees."""


async def begin(
    session: AsyncSession, fact_id: str, who: Actor, content: Mapping[str, Any] | None, why: str
) -> FactEdit:
    """Begin an edit, as its author's draft; `content` None leads back to the release's fact."""
    now = datetime.now(UTC)
    edit = FactEdit(
        fact_id=fact_id,
        organisation=who.organisation,
        state=State.DRAFT,
        based_on=await approved_id(session, fact_id),
        content=dict(content) if content is not None else None,
        why=_kept(why),
        author=who.handle,
        made_at=now,
        changed_at=now,
        reviewer=None,
        reviewed_at=None,
        reason=None,
    )
    session.add(edit)
    await session.flush()
    return edit


async def change(
    edit: FactEdit, session: AsyncSession, who: Actor, content: Mapping[str, Any], why: str
) -> None:
    """Write a draft anew: from now on it goes out from what holds now. Raises MoveRefusedError."""
    _move(edit, Move.CHANGE, who)
    edit.content, edit.why = dict(content), _kept(why)
    edit.based_on = await approved_id(session, edit.fact_id)


async def move(session: AsyncSession, edit: FactEdit, move_: Move, who: Actor, reason: str = "") -> None:
    """Do something with an edit. Raises MoveRefusedError, OutdatedError."""
    if move_ is Move.APPROVE:
        await _approve(session, edit, who)
    else:
        _move(edit, move_, who)
    if move_ in {Move.APPROVE, Move.REJECT, Move.DROP}:
        edit.reviewer, edit.reviewed_at = who.handle, datetime.now(UTC)
        edit.reason = _kept(reason) or None


def _kept(words: str) -> str:
    """A reason as it may be kept. Raises FilterFailedError."""
    return masked(words, WHAT_NOBODY_MAY_WRITE)[:LONGEST_REASON]


async def locked(session: AsyncSession, fact_id: str, number: int) -> FactEdit | None:
    """An edit of a fact, locked until the end of the transaction."""
    found: FactEdit | None = await session.scalar(
        select(FactEdit).where(FactEdit.id == number, FactEdit.fact_id == fact_id).with_for_update()
    )
    return found


async def find(session: AsyncSession, fact_id: str, number: int) -> FactEdit | None:
    """An edit of a fact."""
    found: FactEdit | None = await session.scalar(
        select(FactEdit).where(FactEdit.id == number, FactEdit.fact_id == fact_id)
    )
    return found


async def history(session: AsyncSession, fact_id: str) -> Sequence[FactEdit]:
    """All edits of a fact, the newest first."""
    query = select(FactEdit).where(FactEdit.fact_id == fact_id).order_by(FactEdit.id.desc())
    return list(await session.scalars(query.limit(MOST_SHOWN)))


async def open_edits(session: AsyncSession) -> Sequence[FactEdit]:
    """Drafts and what waits for a reviewer, the oldest first."""
    query = select(FactEdit).where(FactEdit.state.in_((State.DRAFT, State.PROPOSED))).order_by(FactEdit.id)
    return list(await session.scalars(query.limit(MOST_SHOWN)))


async def approved(session: AsyncSession) -> Sequence[FactEdit]:
    """What holds: at most one edit a fact, those that lead back to the release's too."""
    query = select(FactEdit).where(FactEdit.state == State.APPROVED).order_by(FactEdit.fact_id)
    return list(await session.scalars(query))


async def approved_id(session: AsyncSession, fact_id: str) -> int | None:
    """The edit of a fact that holds."""
    found: int | None = await session.scalar(
        select(FactEdit.id).where(FactEdit.fact_id == fact_id, FactEdit.state == State.APPROVED)
    )
    return found


async def _approve(session: AsyncSession, edit: FactEdit, who: Actor) -> None:
    """Let an edit hold and the one before it not; of two that go out from the same one, the first wins."""
    before = await session.scalar(
        select(FactEdit)
        .where(FactEdit.fact_id == edit.fact_id, FactEdit.state == State.APPROVED)
        .with_for_update()
    )
    after = moved(State(edit.state), Move.APPROVE, by_author=edit.author == who.handle)
    if (before.id if before else None) != edit.based_on:
        raise OutdatedError(edit.fact_id)
    try:
        if before is not None:
            before.state = moved(State(before.state), Move.SUPERSEDE, by_author=False)
            before.changed_at = datetime.now(UTC)
            await session.flush()
        edit.state, edit.changed_at = after, datetime.now(UTC)
        await session.flush()
    except IntegrityError as error:
        raise OutdatedError(edit.fact_id) from error


def _move(edit: FactEdit, move_: Move, who: Actor) -> None:
    edit.state = moved(State(edit.state), move_, by_author=edit.author == who.handle)
    edit.changed_at = datetime.now(UTC)
