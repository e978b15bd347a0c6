"""Follow-ups as the person's own export shows them."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.views import Json, moment
from bot.followup.schema import FollowUp


async def follow_ups_of(session: AsyncSession, conversation_id: str) -> list[Json]:
    """All follow-ups of a conversation with what was answered."""
    rows = await session.scalars(
        select(FollowUp).where(FollowUp.conversation_id == conversation_id).order_by(FollowUp.id)
    )
    return [
        {
            "kind": row.kind,
            "state": row.state,
            "due_at": moment(row.due_at) if row.due_at else None,
            "asked_at": moment(row.asked_at) if row.asked_at else None,
            "answered_at": moment(row.answered_at) if row.answered_at else None,
            "answers": row.answers,
        }
        for row in rows
    ]
