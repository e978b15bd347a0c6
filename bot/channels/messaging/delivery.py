"""One step of the sending: the next part of what an address has not got yet, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging import letters, links, sendings
from bot.channels.messaging.adapter import (
    Adapter,
    Closed,
    Delivered,
    Later,
    Outcome,
    Refused,
    Unreachable,
)
from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.links import Key
from bot.channels.messaging.pacing import Pacer
from bot.channels.messaging.rendering import Part
from bot.channels.messaging.schema import ChannelLink, DeadLetter
from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Message
from bot.conversations.views import message_json
from bot.metrics import DELIVERIES
from bot.scheduler.runner import Clock

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds between tries; it doubles
GIVE_UP_AFTER = timedelta(hours=24)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Load:
    """A part to send: number `number` of the message `seq`; `last` where what is to be sent ends with it.

    `letter`: the dead letter that is sent once more by this; `at`: since when it is tried; `shut`: the
    provider's time for answers is over; `called`: the person was called back already.
    """

    address: str
    part: Part
    seq: int
    number: int
    last: bool
    at: datetime
    shut: bool
    called: bool
    letter: int | None


class Delivery:
    """Sends part by part; every step is noted before the next."""

    def __init__(
        self, database: Database, addresses: Addresses, clock: Clock, pacers: Mapping[str, Pacer]
    ) -> None:
        self._database = database
        self._addresses = addresses
        self._clock = clock
        self._pacers = pacers

    async def send_next(self, adapter: Adapter, key: Key, lease: str) -> bool:
        """Send the next part of a link that we hold; say whether there may be another."""
        async with self._database.writing() as session:
            link = await links.held(session, key, lease)
            if link is None:
                return False
            now = self._clock()
            link.leased_until = now + links.LEASE
            load = await self._next(session, link, adapter)
            if load is not None and (wait := self._pacers[adapter.name].person_waits(key[1], now)):
                link.due_at = now + wait
                return False
        if load is None:
            return False
        await self._pacers[adapter.name].channel_turn()
        self._pacers[adapter.name].count_person(key[1], self._clock())
        outcome = await self._try(adapter, load)
        DELIVERIES.labels(adapter.name, type(outcome).__name__.lower()).inc()
        async with self._database.writing() as session:
            held = await links.held(session, key, lease)
            return held is not None and await self._noted(session, held, load, outcome)

    async def _next(self, session: AsyncSession, link: ChannelLink, adapter: Adapter) -> Load | None:
        """The next part; the learner's own messages and empty ones are passed over.

        What a person lets us send once more goes first.
        """
        while letter := await letters.next_again(session, link):
            if load := await self._again(session, link, adapter, letter):
                return load
            letter.settled_at = self._clock()
            await session.flush()
        for message in await journal.messages_after(session, link.conversation_id, link.sent_seq):
            if link.stop_seq is not None and message.seq > link.stop_seq:
                return None
            parts = [] if message.sender == journal.LEARNER else adapter.parts(message_json(message))
            if link.sent_part < len(parts):
                return self._load(link, adapter, message, parts, link.sent_part)
            link.sent_seq, link.sent_part = message.seq, 0
        return None

    async def _again(
        self, session: AsyncSession, link: ChannelLink, adapter: Adapter, letter: DeadLetter
    ) -> Load | None:
        """The next missing part of a dead letter; None where nothing is left of it."""
        message = await session.get(Message, (link.conversation_id, letter.seq))
        parts = adapter.parts(message_json(message)) if message else []
        if letter.last_part is not None:
            parts = parts[: letter.last_part + 1]
        if message is None or letter.part >= len(parts):
            return None
        return self._load(link, adapter, message, parts, letter.part, letter)

    def _load(
        self,
        link: ChannelLink,
        adapter: Adapter,
        message: Message,
        parts: list[Part],
        number: int,
        letter: DeadLetter | None = None,
    ) -> Load:
        hours, silent = adapter.answer_hours, self._clock() - link.heard_at
        return Load(
            address=self._addresses.unseal(link.channel, link.sealed),
            part=parts[number],
            seq=message.seq,
            number=number,
            last=number + 1 == len(parts),
            at=(letter.again_at if letter else None) or message.at,
            shut=hours is not None and silent > timedelta(hours=hours),
            called=link.called_at is not None,
            letter=letter.id if letter else None,
        )

    async def _try(self, adapter: Adapter, load: Load) -> Outcome:
        try:
            outcome = Closed("silence") if load.shut else await adapter.send(load.address, load.part)
            if isinstance(outcome, Closed) and not load.called:
                called = await adapter.call_back(load.address)
                return outcome if isinstance(called, Delivered) else called
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Later(type(error).__name__)
        return outcome

    async def _noted(self, session: AsyncSession, link: ChannelLink, load: Load, outcome: Outcome) -> bool:
        now = self._clock()
        match outcome:
            case Delivered(provider_id):
                if provider_id is not None:
                    await sendings.note(session, link, provider_id, load.seq, load.number, now)
                await self._passed(session, link, load)
                link.tries, link.due_at = 0, None
                return True
            case Later(reason, seconds) if now - load.at < GIVE_UP_AFTER:
                pause = seconds if seconds is not None else min(FIRST_PAUSE * 2**link.tries, LONGEST_PAUSE)
                link.tries = min(link.tries + 1, 10)
                link.due_at = now + timedelta(seconds=pause)
                log.info("channel.later", channel=link.channel, reason=reason, seconds=pause)
                return False
            case Closed(reason) if now - load.at < GIVE_UP_AFTER or link.called_at is None:
                link.called_at = link.called_at or now
                link.due_at = now + GIVE_UP_AFTER
                return False
            case Unreachable(reason):
                link.stop_seq = link.sent_seq
                log.info("channel.stopped", channel=link.channel, reason=reason)
                return False
            case Later(reason) | Closed(reason) | Refused(reason):
                await self._given_up(session, link, load, reason)
                link.tries, link.due_at = 0, None
                log.warning("channel.dead_letter", channel=link.channel, message_seq=load.seq, reason=reason)
                return True

    async def _passed(self, session: AsyncSession, link: ChannelLink, load: Load) -> None:
        """Note that a part has gone out."""
        if load.letter is None:
            link.sent_seq, link.sent_part = (load.seq, 0) if load.last else (link.sent_seq, load.number + 1)
        elif letter := await session.get(DeadLetter, load.letter):
            letter.part = load.number + 1
            letter.settled_at = self._clock() if load.last else None

    async def _given_up(self, session: AsyncSession, link: ChannelLink, load: Load, reason: str) -> None:
        """Lay what is missing before a person, and go on with the next message."""
        if load.letter is None:
            now = self._clock()
            await letters.bury(
                session, link.channel, link.conversation_id, load.seq, reason, now, part=load.number
            )
            link.sent_seq, link.sent_part = load.seq, 0
        elif letter := await session.get(DeadLetter, load.letter):
            letter.again_at, letter.reason = None, reason[:100]
