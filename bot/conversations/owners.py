"""Changes of owner in the database: the state machine decides, every change is written down."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.ownership import Move, Owner, moved
from bot.conversations.schema import Conversation, OwnerChange
from bot.metrics import OWNER_MOVES


async def move_owner(
    session: AsyncSession,
    conversation: Conversation,
    move: Move,
    *,
    who: str,
    why: str,
    summary: str | None = None,
) -> Owner:
    """Change the owner and record who did it and why, with a summary for who takes over.

    Raises MoveRefusedError.
    """
    before = Owner(conversation.owner)
    after = moved(before, move)
    conversation.owner = after
    OWNER_MOVES.labels(str(move)).inc()
    session.add(
        OwnerChange(
            conversation_id=conversation.id,
            at=datetime.now(UTC),
            before=before,
            after=after,
            who=who[:60],
            why=why[:200],
            summary=summary,
        )
    )
    return after


async def owner_history(session: AsyncSession, conversation_id: str) -> list[OwnerChange]:
    """Return the changes of owner in their order."""
    rows = await session.scalars(
        select(OwnerChange).where(OwnerChange.conversation_id == conversation_id).order_by(OwnerChange.id)
    )
    return list(rows)
