"""Guided sessions that are stored: conversations of a channel of their own, held from the start."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.ownership import Owner
from bot.conversations.schema import OwnerChange
from bot.guided.service import Actor

CHANNEL = "guided"
WHY = "guided session"


async def begin(database: Database, who: Actor) -> str:
    """Begin one; its id. Nobody holds a token of it: the person gets their plan as a link or on paper."""
    async with database.writing() as session:
        return await begin_within(session, who)


async def begin_within(session: AsyncSession, who: Actor, source: str | None = None) -> str:
    """The same in the transaction of a session; `source` is a campaign's code."""
    conversation, _ = await journal.begin(session, CHANNEL, source, "fi")
    conversation.organisation = who.organisation
    conversation.owner, conversation.counsellor = Owner.COUNSELLOR, who.handle
    session.add(
        OwnerChange(
            conversation_id=conversation.id,
            at=datetime.now(UTC),
            before=Owner.BOT,
            after=Owner.COUNSELLOR,
            who=who.handle,
            why=WHY,
            summary=None,
        )
    )
    return conversation.id
