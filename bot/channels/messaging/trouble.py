"""What a provider says later: that a person has left, or that a message of ours was lost after all."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging import letters, links, sendings
from bot.channels.messaging.events import Failed, Left
from bot.channels.messaging.identifiers import event_key
from bot.conversations.database import Database
from bot.metrics import CHANNEL_EVENTS

# A provider may tell of a failure before our own note of the sending is committed.
LOOKS, PAUSE = 5, 0.3  # seconds

Withdraw = Callable[[AsyncSession, str], Awaitable[None]]  # cancels what would be said later
Refuse = Callable[[str, str], Awaitable[None]]  # what leaving means for a number that was given elsewhere
Lose = Callable[[AsyncSession, str, str], Awaitable[bool]]  # notes a letter as lost, by its key and why

log = structlog.get_logger()


class Trouble:
    """Notes what cannot be delivered."""

    def __init__(self, database: Database, withdraw: Withdraw, refuse: Refuse, lose: Lose) -> None:
        self._database = database
        self._withdraw = withdraw
        self._refuse = refuse
        self._lose = lose

    async def left(self, channel: str, keys: Sequence[str], event: Left) -> None:
        """Stop sending to a person, and take back what would be said later, also by letters."""
        now = datetime.now(UTC)
        await self._refuse(channel, event.address)
        async with self._database.writing() as session:
            link = await links.find(session, channel, keys)
            if link is None or not await links.first_time(session, channel, event_key(event.id), now):
                return
            await links.stop(session, (channel, link.address_key))
            await self._withdraw(session, link.conversation_id)
        log.info("channel.left", channel=channel)

    async def failed(self, channel: str, event: Failed) -> None:
        """Keep the message or the letter that was lost for a person to look at."""
        for _ in range(LOOKS):
            if await self._bury(channel, event):
                return
            await asyncio.sleep(PAUSE)
        CHANNEL_EVENTS.labels(channel, "failed_unknown").inc()
        log.warning("channel.failed_unknown", channel=channel, reason=event.reason)

    async def _bury(self, channel: str, event: Failed) -> bool:
        """Note the failure once; False where neither message nor letter is known by this id."""
        now = datetime.now(UTC)
        async with self._database.writing() as session:
            sending = await sendings.find(session, channel, event.message)
            if sending is None:
                return await self._lose(session, event_key(event.message), event.reason)
            if await links.first_time(session, channel, event_key(event.id), now):
                await letters.bury(
                    session,
                    channel,
                    sending.conversation_id,
                    sending.seq,
                    event.reason,
                    now,
                    part=sending.part,
                    last_part=sending.part,
                )
                log.warning("channel.dead_letter", channel=channel, message_seq=sending.seq)
        return True
