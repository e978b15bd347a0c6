"""Changes of owner in the database: the state machine decides, every change is written down."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.ownership import Move, Owner, moved
from bot.conversations.schema import Conversation, OwnerChange
from bot.metrics import OWNER_MOVES


def owed_as(owner: Owner) -> str:
    """What a learner's unanswered message is while someone has the word (Message.turn)."""
    return {Owner.COUNSELLOR: journal.HELD, Owner.CLOSED: journal.DONE}.get(owner, journal.PENDING)


async def move_owner(
    session: AsyncSession,
    conversation: Conversation,
    move: Move,
    *,
    who: str,
    why: str,
    summary: str | None = None,
    to: str | None = None,
) -> Owner:
    """Change the owner and record who did it and why, with a summary for who takes over.

    `to` is the colleague whom a transfer goes to. What the last owner owed goes over to the new one.
    Raises MoveRefusedError.
    """
    before = Owner(conversation.owner)
    after = moved(before, move)
    conversation.owner = after
    conversation.counsellor = (to or who)[:60] if after is Owner.COUNSELLOR else None
    await journal.hand_over(session, conversation.id, owed_as(after))
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
