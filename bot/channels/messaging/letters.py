"""Dead letters, for a person to look at: messages that a channel never took.

Every function works in the transaction of the session that it gets.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.schema import ChannelLink, DeadLetter

Work = Callable[[AsyncSession, int, datetime], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that was not taken. Whose it is and what it says stands in the conversation alone."""

    id: int
    channel: str
    at: datetime
    reason: str


async def unsettled(session: AsyncSession, most: int = 200) -> list[Letter]:
    """What nobody has looked at yet, oldest first."""
    rows = await session.scalars(
        select(DeadLetter).where(DeadLetter.settled_at.is_(None)).order_by(DeadLetter.id).limit(most)
    )
    return [Letter(row.id, row.channel, row.at, row.reason) for row in rows]


async def settle(session: AsyncSession, letter_id: int, now: datetime) -> bool:
    """Note that somebody has looked at a letter; False where there is none to look at."""
    found = await session.scalar(
        update(DeadLetter)
        .where(DeadLetter.id == letter_id, DeadLetter.settled_at.is_(None))
        .values(settled_at=now)
        .returning(DeadLetter.id)
    )
    return found is not None


async def send_again(session: AsyncSession, letter_id: int, now: datetime) -> bool:
    """Send a letter's message, and all behind it, once more; False where it can no longer be sent."""
    letter = await session.get(DeadLetter, letter_id)
    if letter is None or letter.settled_at is not None:
        return False
    sent = await session.scalar(
        update(ChannelLink)
        .where(
            ChannelLink.channel == letter.channel,
            ChannelLink.conversation_id == letter.conversation_id,
            ChannelLink.sent_seq >= letter.seq,
        )
        .values(sent_seq=letter.seq - 1, sent_part=0, tries=0, due_at=now)
        .returning(ChannelLink.channel)
    )
    letter.settled_at = now
    return sent is not None
