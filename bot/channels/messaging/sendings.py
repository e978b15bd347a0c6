"""Which message of ours a provider knows by which id. Every function works in its session's transaction."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.identifiers import event_key
from bot.channels.messaging.schema import ChannelLink, Sending
from bot.conversations.writing import insert_once


async def note(
    session: AsyncSession, link: ChannelLink, provider_id: str, seq: int, part: int, now: datetime
) -> None:
    """Note that a provider has taken a part of a message, and by what it names it."""
    row = {
        "channel": link.channel,
        "key": event_key(provider_id),
        "conversation_id": link.conversation_id,
        "seq": seq,
        "part": part,
        "at": now,
    }
    await insert_once(session, Sending, row)


async def find(session: AsyncSession, channel: str, provider_id: str) -> Sending | None:
    """What was sent under an id; None for what is not ours, or long ago."""
    return await session.get(Sending, (channel, event_key(provider_id)))


async def forget_old(session: AsyncSession, before: datetime) -> None:
    """Delete what no provider will tell of any more."""
    await session.execute(delete(Sending).where(Sending.at < before))
