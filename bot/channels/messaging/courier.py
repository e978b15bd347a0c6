"""Brings the outbox's messages to the people of messaging channels: in order, until they are taken.

What has gone out is noted part by part (ChannelLink.sent_seq, sent_part), so that a restart goes on where it
was. A process that is killed between the provider's yes and the note sends that one part again: providers
have no ids by which they would know it.

```mermaid
stateDiagram-v2
  [*] --> due: a message in the outbox
  due --> sending: lease for a minute
  sending --> due: taken, the next one
  sending --> waiting: the provider's pace is used up (pacing.py)
  sending --> waiting: the provider is away or wants a pause
  waiting --> due: the pause is over
  sending --> shut: the time for answers is over; a template calls the person
  shut --> due: the person writes
  sending --> stopped: the person has blocked us
  sending --> dead: refused, or a day of trying is over; a person looks at it
  dead --> due: the next one
```
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.messaging import links
from bot.channels.messaging.adapter import Adapter
from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.links import Key
from bot.channels.messaging.pacing import Pacer
from bot.conversations.database import Database
from bot.conversations.wake import Bell, rung_within
from bot.conversations.writing import give_back
from bot.privacy.vault import UnreadableError
from bot.scheduler.runner import Clock, utc_now

LOOK_SECONDS = 1.0
LOOK_AT_ALL = timedelta(seconds=30)
AT_ONCE = 20
MOST_AT_A_LOOK = 200

log = structlog.get_logger()


class Courier:
    """The sending of one process; several share the work by leases."""

    def __init__(
        self,
        database: Database,
        bell: Bell,
        addresses: Addresses,
        adapters: Mapping[str, Adapter],
        clock: Clock = utc_now,
        share: float = 1.0,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._database = database
        self._bell = bell
        self._addresses = addresses
        self._adapters = adapters
        self._clock = clock
        self._share = share
        pacers = {name: Pacer(adapter.paces, share) for name, adapter in adapters.items()}
        self._delivery = Delivery(database, addresses, clock, pacers)
        self._look_seconds = look_seconds
        self._rung: set[str] = set()
        self._wake = asyncio.Event()
        self._stopping = False
        self._looked_at_all: datetime | None = None
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._sending: dict[Key, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None
        bell.watch(self._note)

    def _note(self, conversation_id: str) -> None:
        if len(self._rung) < MOST_AT_A_LOOK * 50:
            self._rung.add(conversation_id)
        self._wake.set()

    def again(self, clock: Clock) -> "Courier":
        """Another courier of the same channels, by another clock; for tests, which look by hand."""
        return Courier(self._database, self._bell, self._addresses, self._adapters, clock, self._share)

    async def start(self) -> None:
        """Begin to send."""
        self._task = asyncio.create_task(self._look_again_and_again())

    async def stop(self, grace: float) -> None:
        """Finish what is being sent, at most so many seconds."""
        self._stopping = True
        self._wake.set()
        running = [task for task in (self._task, *self._sending.values()) if task]
        if running:
            _, late = await asyncio.wait(running, timeout=grace)
            for task in late:
                task.cancel()

    async def _look_again_and_again(self) -> None:
        while not self._stopping:
            try:
                await self.look()
            except (SQLAlchemyError, OSError) as error:
                log.warning("courier.database_away", error=type(error).__name__)
            await rung_within(self._wake, self._look_seconds)
            self._wake.clear()

    async def look(self, everything: bool = False) -> None:
        """Start sending whatever is due now; at times all links are looked at, since a ring may be lost."""
        now = self._clock()
        if self._looked_at_all is None or abs(now - self._looked_at_all) >= LOOK_AT_ALL:
            everything = True
        rung, self._rung = self._rung, set()
        async with self._database.reading() as session:
            due = await links.unsent(session, now, None if everything else rung, MOST_AT_A_LOOK)
        if everything:
            self._looked_at_all = now
        if len(due) == MOST_AT_A_LOOK:
            self._looked_at_all = None
        for key, conversation_id in due.items():
            if key in self._sending:
                self._rung.add(conversation_id)
            elif key[0] in self._adapters:
                task = asyncio.create_task(self._send_all(key))
                self._sending[key] = task
                task.add_done_callback(partial(self._sent, key, conversation_id))

    def _sent(self, key: Key, conversation_id: str, _: asyncio.Task[None]) -> None:
        """Look once more: what came at the very end was still behind our own lease."""
        self._sending.pop(key, None)
        self._note(conversation_id)

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        while self._sending:
            await asyncio.gather(*self._sending.values(), return_exceptions=True)
            await asyncio.sleep(0)  # what is done takes itself off the list at the loop's next round

    async def _send_all(self, key: Key) -> None:
        async with self._at_once:
            try:
                async with self._database.writing() as session:
                    lease = await links.lease(session, key, self._clock())
                if lease is None:
                    return
                adapter = self._adapters[key[0]]
                while not self._stopping and await self._delivery.send_next(adapter, key, lease):
                    pass
                async with self._database.writing() as session:
                    if link := await links.held(session, key, lease):
                        give_back(link)
            except (SQLAlchemyError, OSError) as error:
                log.warning("courier.database_away", error=type(error).__name__)
            except UnreadableError:
                # The lease runs out by itself, so it is tried again each minute, until the key is back.
                log.error("courier.key_missing", channel=key[0], cure="put the key back, then keys rotate")
