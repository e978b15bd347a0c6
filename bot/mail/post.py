"""Sends letters: each once as far as SMTP lets us, only while the person's consent holds.

The consent and the contact data are read at the moment of sending, and that they were read is noted for the
person's own export. Several gateways share the work by leases. What a process sent just before it died goes
out again, with the same Message-ID.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.adapter import Delivered, Later, Outcome, Refused, Unreachable
from bot.channels.messaging.identifiers import event_key
from bot.conversations.database import Database
from bot.conversations.wake import rung_within
from bot.conversations.writing import give_back
from bot.mail import outbox, writing
from bot.mail.schema import Letter
from bot.mail.texts import MailTexts
from bot.mail.writing import Written
from bot.metrics import LETTERS
from bot.privacy import consents, contacts
from bot.privacy.purposes import Purposes
from bot.privacy.vault import UnreadableError, Vault
from bot.scheduler.runner import Clock, utc_now

LOOK_SECONDS = 2.0
WHILE_EMPTY = timedelta(hours=1).total_seconds()
WHO = "service:letters"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that may be sent: to whom, with which words, and the address that ends such letters.

    There is none for letters to others than the person.
    """

    to: str
    written: Written
    letter: Letter
    stop: str | None


Way = Callable[[Ready], Awaitable[Outcome]]
ToOther = Callable[[AsyncSession, Letter], Awaitable[tuple[str, Written] | None]]
StopLink = Callable[[str, str], str]


class Post:
    """The letters of one process. `ways` says how each kind of contact data is reached.

    `to_others` are the letters to others than the person, by what they are: each says to whom and in which
    words, or that the letter may not go any more.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        purposes: Purposes,
        texts: MailTexts,
        data: Path,
        public_url: str,
        ways: Mapping[str, Way],
        stop_link: StopLink,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._vault = vault
        self._purposes = purposes
        self._texts = texts
        self._data = data
        self._public_url = public_url
        self._ways = ways
        self._stop_link = stop_link
        self._clock = clock
        self.to_others: dict[str, ToOther] = {}
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of contact data that letters reach here."""
        return frozenset(self._ways)

    def again(self, clock: Clock) -> "Post":
        """Another post of the same ways, by another clock; for tests, which send by hand."""
        post = Post(
            self._database,
            self._vault,
            self._purposes,
            self._texts,
            self._data,
            self._public_url,
            self._ways,
            self._stop_link,
            clock,
        )
        post.to_others = self.to_others
        return post

    async def start(self) -> None:
        """Begin to send."""
        self._task = asyncio.create_task(self._look_again_and_again())

    async def stop(self, grace: float) -> None:
        """Finish what is being sent, at most so many seconds."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=grace)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def send_due(self) -> None:
        """Send what is due now."""
        async with self._database.reading() as session:
            due = await outbox.due(session, self._clock())
        for key in due:
            if self._stopping.is_set():
                return
            await self._send(key)

    async def _look_again_and_again(self) -> None:
        while not self._stopping.is_set():
            try:
                await self.send_due()
            except (SQLAlchemyError, OSError) as error:
                log.warning("letters.database_away", error=type(error).__name__)
            await rung_within(self._stopping, LOOK_SECONDS)

    async def _send(self, key: outbox.Key) -> None:
        async with self._database.writing() as session:
            lease = await outbox.lease(session, key, self._clock())
        if lease is None:
            return
        ready = await self._ready(key, lease)
        if ready is None:
            return
        outcome = await self._ways[ready.letter.kind](ready)
        LETTERS.labels(ready.letter.what, type(outcome).__name__.lower()).inc()
        async with self._database.writing() as session:
            letter = await outbox.held(session, key, lease)
            if letter is not None:
                self._note(letter, outcome)

    async def _ready(self, key: outbox.Key, lease: str) -> Ready | None:
        """What is sent, if it still may be; else it is dropped or put off."""
        async with self._database.writing() as session:
            letter = await outbox.held(session, key, lease)
            if letter is None:
                return None
            if letter.what in self.to_others:
                return await self._ready_for_other(session, letter)
            purpose = self._purposes.find(letter.purpose)
            if letter.what == writing.MESSAGE and not (
                purpose and await consents.messages_allowed(session, letter.conversation_id, purpose)
            ):
                self._end(letter, outbox.DROPPED, "no consent")
                return None
            try:
                found = (
                    await contacts.reach(session, self._vault, letter.conversation_id, purpose, WHO)
                    if purpose is not None and letter.kind in self._ways
                    else []
                )
            except UnreadableError:
                self._end(letter, outbox.DEAD, "contact unreadable")
                return None
            to = next((one.value for one in found if one.kind == letter.kind), None)
            if to is None:
                self._end(letter, outbox.DROPPED, "no consent" if letter.kind in self._ways else "no way")
                return None
            written = await writing.write(session, letter, self._texts, self._data, self._public_url)
            if written is None:
                outbox.put_off(letter, self._clock(), "plan empty", WHILE_EMPTY)
                letter.at = self._clock()  # it waits for the person, not for a server
                give_back(letter)
                return None
            return Ready(to, written, letter, self._stop_link(letter.conversation_id, letter.purpose))

    async def _ready_for_other(self, session: AsyncSession, letter: Letter) -> Ready | None:
        found = await self.to_others[letter.what](session, letter) if letter.kind in self._ways else None
        if found is None:
            self._end(letter, outbox.DROPPED, "no consent" if letter.kind in self._ways else "no way")
            return None
        return Ready(*found, letter, None)

    def _note(self, letter: Letter, outcome: Outcome) -> None:
        give_back(letter)
        match outcome:
            case Delivered(provider_id):
                letter.provider_key = event_key(provider_id) if provider_id else None
                self._end(letter, outbox.SENT, None)
            case Later(reason, seconds):
                outbox.put_off(letter, self._clock(), reason, seconds)
            case Refused(reason) | Unreachable(reason):
                self._end(letter, outbox.DEAD, reason)
                log.warning("letter.dead", what=letter.what, reason=reason)
            case _:
                self._end(letter, outbox.DEAD, "closed")

    def _end(self, letter: Letter, state: str, reason: str | None) -> None:
        letter.state, letter.reason = state, reason
        give_back(letter)
