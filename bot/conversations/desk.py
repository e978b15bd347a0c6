"""What every channel does with conversations: begin, accept a message, read, export, erase, change owner.

A channel proves who writes; from there on the way is the same for all. Nothing reaches the journal
unmasked, and `accept` returns only when the message is stored.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal, own_buttons
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.exporting import export_of
from bot.conversations.journal import Incoming, Receipt
from bot.conversations.locks import Locks
from bot.conversations.masked import masked
from bot.conversations.own_buttons import is_own
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, Owner
from bot.conversations.refusals import GoneError, UnknownButtonError
from bot.conversations.schema import Conversation
from bot.conversations.turns import Turns
from bot.conversations.views import Json, message_json
from bot.conversations.wake import QUEUE, RECHECK_SECONDS, Bell, desk_of, rung_within
from bot.privacy.erasure import BY_LEARNER, erase_within
from bot.texts import MessageText, Welcome

# What a source that is not in the texts stands for: the code that is kept, and the opening line.
Opening = Callable[[AsyncSession, str], Awaitable[tuple[str, str] | None]]
# Whose a conversation is, by the source that is kept: the id of an organisation.
Belonging = Callable[[AsyncSession, str | None], Awaitable[str]]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Opened:
    """A new conversation: its address, its key (shown once), its first messages."""

    conversation_id: str
    token: str
    messages: list[Json]


@dataclass(frozen=True, slots=True)
class State:
    """What a learner sees of a conversation. `pending`: the engine still owes an answer."""

    messages: list[Json]
    owner: str
    pending: bool


class Desk:
    """The conversations of this gateway. Every method is one transaction."""

    def __init__(
        self,
        database: Database,
        turns: Turns,
        bell: Bell,
        welcome: Welcome,
        opening: Opening | None = None,
        belonging: Belonging | None = None,
        own: Mapping[str, own_buttons.Handler] | None = None,
    ) -> None:
        self._database = database
        self._turns = turns
        self._bell = bell
        self._welcome = welcome
        self._opening = opening
        self._belonging = belonging
        self._own = own or {}
        self.locks = Locks(database, bell)

    async def begin(self, channel: str, source: str | None, language: str) -> Opened:
        """Start a conversation and greet. An unknown or ended source counts as none."""
        async with self._database.writing() as session:
            conversation_id, token = await self.begin_in(session, channel, source, language)
            messages = await journal.messages_after(session, conversation_id, 0)
        return Opened(conversation_id, token, [message_json(message) for message in messages])

    async def begin_in(
        self,
        session: AsyncSession,
        channel: str,
        source: str | None,
        language: str,
        *,
        has_spoken: bool = False,
    ) -> tuple[str, str]:
        """The same in a transaction of the caller's; return the conversation's id and its token.

        Who `has_spoken` already is told who answers, and is not asked anything before their answer.
        """
        known, greeting = await self._greeting(session, source)
        conversation, token = await journal.begin(session, channel, known, language)
        if self._belonging is not None:
            conversation.organisation = await self._belonging(session, known)
        for text in greeting:
            if has_spoken and text.buttons:
                continue
            buttons = [button.model_dump() for button in text.buttons]
            await journal.send(session, conversation.id, journal.BOT, BotMessage(text.text, buttons))
        await session.flush()
        return conversation.id, token

    async def _greeting(
        self, session: AsyncSession, source: str | None
    ) -> tuple[str | None, tuple[MessageText, ...]]:
        """The source as it counts, and the first messages: a campaign's own line before the common ones."""
        if source is None or source in self._welcome.sources:
            return source, self._welcome.for_source(source)
        opened = await self._opening(session, source) if self._opening else None
        code, line = opened or (None, "")
        own = (MessageText(text=line),) if line else ()
        return code, own + self._welcome.messages

    async def accept_text(self, conversation_id: str, external_id: str, text: str) -> Receipt:
        """Store a learner's own words, masked; the same `external_id` again changes nothing.

        Raises FilterFailedError, GoneError.
        """
        return await self._accept(conversation_id, Incoming(external_id, masked(text)))

    async def accept_button(self, conversation_id: str, external_id: str, button_id: str) -> Receipt:
        """Store the press of a button as its title, with its payload for the engine.

        Raises UnknownButtonError, GoneError.
        """
        async with self._database.reading() as session:
            if await journal.standing(session, conversation_id) is None:
                raise GoneError
            button = await journal.button_of(session, conversation_id, button_id)
        if button is None:
            raise UnknownButtonError
        return await self._accept(conversation_id, Incoming(external_id, button.title, button.payload))

    async def _accept(self, conversation_id: str, incoming: Incoming) -> Receipt:
        async with self._database.writing() as session:
            conversation = await journal.lock(session, conversation_id)
            if conversation is None:
                raise GoneError
            receipt = await journal.record(session, conversation, incoming)
            if receipt.new and conversation.owner == Owner.CLOSED:
                await move_owner(session, conversation, Move.REOPEN, who="learner", why="wrote again")
            own = receipt.new and is_own(incoming.payload)
            if own:
                await self._answer_own(session, conversation, receipt.seq, str(incoming.payload))
        if receipt.new:
            self._take_up(conversation_id, receipt.seq, own=own)
            if conversation.owner == Owner.COUNSELLOR and conversation.counsellor:
                self._bell.ring(desk_of(conversation.counsellor))
        return receipt

    def _take_up(self, conversation_id: str, seq: int, *, own: bool) -> None:
        """See to an answer; what the gateway has answered by itself may have changed the owner."""
        if own:
            self._bell.ring(QUEUE)
            self._turns.kick(conversation_id)
        else:
            self._turns.take_up(conversation_id, seq)
        self._bell.ring(conversation_id)

    async def _answer_own(
        self, session: AsyncSession, conversation: Conversation, seq: int, payload: str
    ) -> None:
        """Answer a button of the gateway's own, in the transaction that stores its press."""
        await journal.note_done(session, conversation.id, seq)
        name, values = own_buttons.read(payload)
        handler = self._own.get(name)
        for message in await handler(session, conversation, values) if handler else ():
            await journal.send(session, conversation.id, journal.SYSTEM, message)

    async def state(self, conversation_id: str, after: int) -> State:
        """The messages behind `after`, the owner, and whether an answer is owed. Raises GoneError."""
        async with self._database.reading() as session:
            standing = await journal.standing(session, conversation_id)
            if standing is None:
                raise GoneError
            messages = await journal.messages_after(session, conversation_id, after)
        return State([message_json(message) for message in messages], *standing)

    async def news(self, conversation_id: str, after: int, wait: float) -> State:
        """The state at once when there is news, else when there is, at most after `wait` seconds.

        News is a message, and also a change of the owner or of `pending` without one. Raises GoneError.
        """
        deadline = time.monotonic() + wait
        first: State | None = None
        while True:
            with self._bell.listening(conversation_id) as rung:
                state = await self.state(conversation_id, after)
                first = first or state
                left = deadline - time.monotonic()
                if state.messages or state != first or left <= 0 or self._bell.closed:
                    return state
                await rung_within(rung, min(left, RECHECK_SECONDS))

    async def export(self, conversation_id: str) -> Json:
        """All that is kept of a conversation, masked as it is stored. Raises GoneError."""
        async with self._database.reading() as session:
            conversation = await journal.find(session, conversation_id)
            if conversation is None or conversation.deleted_at is not None:
                raise GoneError
            return await export_of(session, conversation)

    async def erase(self, conversation_id: str) -> None:
        """Delete everything of a conversation but the fact that it was deleted. Raises GoneError."""
        async with self._database.writing() as session:
            if await journal.lock(session, conversation_id) is None:
                raise GoneError
            await erase_within(session, conversation_id, BY_LEARNER)
        await self._database.overwrite_deleted()
        self.locks.forget(conversation_id)
        self._bell.ring(conversation_id)
        log.info("conversation.deleted")

    async def move_owner(
        self, conversation_id: str, move: Move, *, who: str, why: str, summary: str | None = None
    ) -> Owner:
        """Change who speaks with the learner. Raises MoveRefusedError, GoneError."""
        async with self._database.writing() as session:
            conversation = await journal.lock(session, conversation_id)
            if conversation is None:
                raise GoneError
            owner = await move_owner(session, conversation, move, who=who, why=why, summary=summary)
        self._bell.ring(conversation_id)
        self._bell.ring(QUEUE)
        self._turns.kick(conversation_id)
        log.info("owner.changed", move=str(move), owner=str(owner))
        return owner
