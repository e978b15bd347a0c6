"""Puts a channel's events back into the provider's own order before they have their effects.

Calls overtake each other: between a provider's connections, in proxies, when one is repeated. Who comes too
early waits a short while (SUUNTA_CHANNEL_HOLD), with the provider's call open; so nothing is acknowledged
before it is stored, and a process that dies loses nothing. What each provider's order is worth, and why SMS
has none: docs/adr/0071.

Several gateways share the order by the database: a row for each event that is in hand, without its content.

```mermaid
stateDiagram-v2
  [*] --> in_hand: the call is genuine
  in_hand --> in_hand: an earlier one is missing or in hand, and the hold is not over
  in_hand --> taken: its turn has come
  taken --> done: it has had its effect
  taken --> [*]: it failed; the provider delivers it again
  done --> [*]: of a channel that is counted the last number is kept
```
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.adapter import Order
from bot.channels.messaging.events import Conversing, Event, Told
from bot.channels.messaging.identifiers import event_key
from bot.channels.messaging.schema import Arrival
from bot.conversations.database import Database
from bot.conversations.writing import insert_once
from bot.metrics import CHANNEL_EVENTS
from bot.scheduler.runner import Clock, utc_now

LOOK_SECONDS = 0.05
IN_HAND_AT_MOST = timedelta(seconds=10)  # whoever is not done by then has died
FAR_BEHIND = 1000  # a number so far below the last one begins a new count (Telegram after a week of silence)

Take = Callable[[Event], Awaitable[None]]
LineOf = Callable[[Event], str]


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is known of an event that waits: its line (all, or one person's events), its place there."""

    channel: str
    key: str
    line: str
    place: int
    counted: bool
    at: datetime

    def earlier_in_hand(self, now: datetime) -> ColumnElement[bool]:
        """The condition of events that come before this one and are not done."""
        return and_(Arrival.done.is_(False), Arrival.place < self.place, Arrival.at > now - IN_HAND_AT_MOST)

    def is_before(self, other: "Ticket", now: datetime) -> bool:
        """Whether this one, which is in hand, comes before another of its line."""
        same = (self.channel, self.line) == (other.channel, other.line)
        return same and self.place < other.place and self.at > now - IN_HAND_AT_MOST

    @property
    def in_line(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """The condition of all events of this line."""
        return Arrival.channel == self.channel, Arrival.line == self.line

    @property
    def itself(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """The condition of this event's row."""
        return Arrival.channel == self.channel, Arrival.key == self.key


class Ordering:
    """The order of this gateway's channels. `hold`: how many seconds an event waits for earlier ones."""

    def __init__(self, database: Database, hold: float, clock: Clock = utc_now) -> None:
        self._database = database
        self._hold = timedelta(seconds=hold)
        self._looks = hold / LOOK_SECONDS
        self._clock = clock
        self._here: list[Ticket] = []  # in hand in this process, also while the database is slow to note it

    async def take(
        self, channel: str, order: Order, told: Sequence[Told], line_of: LineOf, take: Take
    ) -> None:
        """Take the events of one call, each when its turn has come. Raises what `take` raises."""
        now = self._clock()
        tickets = [_ticket(channel, order, one, line_of, now) for one in told]
        waiting = [ticket for ticket in tickets if ticket]
        self._here += waiting
        try:
            await self._note(waiting)
            for one, ticket in zip(told, tickets, strict=True):
                if ticket:
                    await self._turn(ticket)
                await take(one.event)
                if ticket:
                    await self._done(ticket)
                    self._leave([waiting.pop(0)])
        finally:
            if waiting:
                self._leave(waiting)
                await asyncio.shield(self._forget(waiting))

    def _leave(self, tickets: Sequence[Ticket]) -> None:
        gone = {id(one) for one in tickets}
        self._here = [one for one in self._here if id(one) not in gone]

    async def _note(self, tickets: Sequence[Ticket]) -> None:
        if not tickets:
            return
        async with self._database.writing() as session:
            for one in tickets:
                row = {
                    "channel": one.channel,
                    "key": one.key,
                    "line": one.line,
                    "place": one.place,
                    "at": one.at,
                    "done": False,
                }
                await insert_once(session, Arrival, row)

    async def _turn(self, ticket: Ticket) -> None:
        """Wait until nothing earlier is missing or in hand, as far as that can be known.

        The hold is counted in looks too: a process that is late with these is late with what it waits for.
        """
        looks = 0
        while not await self._may_go(ticket, looks):
            if not looks and ticket.counted:
                CHANNEL_EVENTS.labels(ticket.channel, "held").inc()
            looks += 1
            await asyncio.sleep(LOOK_SECONDS)

    async def _may_go(self, ticket: Ticket, looks: int) -> bool:
        now = self._clock()
        held_enough = not timedelta() <= now - ticket.at < self._hold and looks >= self._looks
        if not ticket.counted and not held_enough:
            return False
        if any(one.is_before(ticket, now) for one in self._here):
            return False
        async with self._database.reading() as session:
            row = (
                await session.execute(
                    select(
                        func.max(case((Arrival.done, Arrival.place))),
                        func.count(case((ticket.earlier_in_hand(now), 1))),
                    ).where(*ticket.in_line)
                )
            ).one()
        last, earlier = row
        if ticket.counted and last is not None and ticket.place <= last:
            return True
        return earlier == 0 and (held_enough or last == ticket.place - 1)

    async def _done(self, ticket: Ticket) -> None:
        async with self._database.writing() as session:
            if not ticket.counted or await _is_behind(session, ticket):
                await session.execute(delete(Arrival).where(*ticket.itself, Arrival.done.is_(False)))
                return
            await session.execute(
                delete(Arrival).where(*ticket.in_line, Arrival.done, Arrival.key != ticket.key)
            )
            await session.execute(update(Arrival).where(*ticket.itself).values(done=True))

    async def _forget(self, tickets: Sequence[Ticket]) -> None:
        """Whoever waits for what has failed need not: it comes again."""
        async with self._database.writing() as session:
            for one in tickets:
                await session.execute(delete(Arrival).where(*one.itself, Arrival.done.is_(False)))


async def forget_old(session: AsyncSession, before: datetime) -> None:
    """Delete what died in hand, and the last number of a channel that has long been silent."""
    await session.execute(delete(Arrival).where(Arrival.at < before))


def _ticket(channel: str, order: Order, one: Told, line_of: LineOf, now: datetime) -> Ticket | None:
    """The ticket of an event; None where the provider gives no order for it."""
    if one.place is None or order is Order.NONE:
        return None
    if order is Order.COUNTED:
        return Ticket(channel, str(one.place), "", one.place, counted=True, at=now)
    if not isinstance(one.event, Conversing):
        return None
    return Ticket(channel, event_key(one.event.id), line_of(one.event), one.place, counted=False, at=now)


async def _is_behind(session: AsyncSession, ticket: Ticket) -> bool:
    """Whether a later number is done already, and not because a new count has begun."""
    last: int | None = await session.scalar(
        select(func.max(Arrival.place)).where(*ticket.in_line, Arrival.done)
    )
    return last is not None and last - FAR_BEHIND <= ticket.place <= last
