"""Who waits for a human, and who has whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.journal import HELD, LEARNER
from bot.conversations.ownership import Owner
from bot.conversations.schema import Conversation, Message, OwnerChange

MOST = 500

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation as the queue shows it: whose it is since when and why, and how much is unanswered."""

    conversation_id: str
    owner: str
    counsellor: str | None
    since: datetime
    why: str
    summary: str | None
    channel: str
    source: str | None
    language: str
    last_written_at: datetime | None
    held: int
    began: datetime

    @property
    def waited(self) -> int:
        """Seconds since the owner changed; none below zero, the clock may have been set back."""
        return max(0, round((datetime.now(UTC) - self.since).total_seconds()))


async def waiting(session: AsyncSession, organisation: str) -> list[Entry]:
    """Who waits for an organisation's counsellors, longest first."""
    return await _entries(session, _WAITING, {"organisation": organisation})


async def held_by(session: AsyncSession, organisation: str, counsellor: str) -> list[Entry]:
    """The conversations that a counsellor has, oldest first."""
    return await _entries(session, _HELD, {"organisation": organisation, "counsellor": counsellor})


def _with_last_change() -> Rows:
    last = (
        select(func.max(OwnerChange.id))
        .where(OwnerChange.conversation_id == Conversation.id)
        .correlate(Conversation)
        .scalar_subquery()
    )
    of_learner = (Message.conversation_id == Conversation.id, Message.sender == LEARNER)
    written = select(func.max(Message.at)).where(*of_learner).scalar_subquery()
    held = select(func.count()).where(*of_learner, Message.turn == HELD).scalar_subquery()
    return (
        select(
            Conversation.id,
            Conversation.owner,
            Conversation.counsellor,
            OwnerChange.at,
            OwnerChange.why,
            OwnerChange.summary,
            Conversation.channel,
            Conversation.source,
            Conversation.language,
            written,
            held,
            Conversation.created_at,
        )
        .join(OwnerChange, OwnerChange.id == last)
        .where(Conversation.deleted_at.is_(None), Conversation.organisation == bindparam("organisation"))
        .order_by(OwnerChange.at, Conversation.id)
        .limit(MOST)
    )


_WAITING = _with_last_change().where(Conversation.owner == Owner.WAITING)
_HELD = _with_last_change().where(
    Conversation.owner == Owner.COUNSELLOR, Conversation.counsellor == bindparam("counsellor")
)


async def _entries(session: AsyncSession, chosen: Rows, of: Mapping[str, str]) -> list[Entry]:
    """`Entry` has the fields in the order of the columns."""
    return [Entry(*row) for row in await session.execute(chosen, of)]
