"""The counsellors' side of conversations. Every method is one transaction.

The state machine (bot/conversations/ownership.py) says which moves there are; here it is said whose they are.
A counsellor answers, hands back and closes only what is theirs; anybody may claim what nobody has, and close
what waits.
"""

import hashlib
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.journal import Receipt
from bot.conversations.masked import masked
from bot.conversations.notices import say
from bot.conversations.owners import move_owner, owner_history
from bot.conversations.ownership import Move, MoveRefusedError, Owner
from bot.conversations.profile import read_consents, read_profile
from bot.conversations.refusals import DeskError, GoneError
from bot.conversations.schema import Conversation
from bot.conversations.turns import Turns
from bot.conversations.views import Json, change_json, message_json, moment
from bot.conversations.wake import QUEUE, Bell, desk_of
from bot.guided import queue
from bot.guided.letting_in import lets_in
from bot.guided.notes import add_note, note_json, read_notes
from bot.guided.queue import Entry
from bot.plan.view import exported
from bot.texts import CounsellorNotices
from privacy.masking import ALL_KINDS, WHAT_NOBODY_MAY_WRITE

log = structlog.get_logger()


class NotFoundError(DeskError):
    """There is no such conversation."""


class NotLetInError(NotFoundError):
    """The person has let no human into the conversation: to counsellors it is as if it were not there."""


class RefusedError(DeskError):
    """Not possible as things stand. `owner` and `counsellor` say how they do."""

    def __init__(self, owner: str, counsellor: str | None) -> None:
        super().__init__(owner)
        self.owner = owner
        self.counsellor = counsellor


@dataclass(frozen=True, slots=True)
class Actor:
    """A counsellor who acts, and in which organisation: of another's conversations they know nothing."""

    handle: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose a conversation is."""

    owner: Owner
    counsellor: str | None


class Counselling:
    """What counsellors do.

    `who` is always the counsellor who acts; what another organisation has is not found.
    """

    def __init__(self, database: Database, turns: Turns, bell: Bell, notices: CounsellorNotices) -> None:
        self._database = database
        self._turns = turns
        self._bell = bell
        self._notices = notices

    async def waiting(self, organisation: str) -> list[Entry]:
        """Who waits for a human, longest first."""
        async with self._database.reading(brief=True) as session:
            return await queue.waiting(session, organisation)

    async def mine(self, who: Actor) -> list[Entry]:
        """The conversations that a counsellor has."""
        async with self._database.reading(brief=True) as session:
            return await queue.held_by(session, who.organisation, who.handle)

    async def permit(self, conversation_id: str, who: Actor, *, holding: bool = False) -> None:
        """Make sure that a conversation is the organisation's and there, or that one holds it.

        Raises NotFoundError, GoneError, RefusedError.
        """
        async with self._database.reading(brief=True) as session:
            conversation = await found(session, conversation_id, who.organisation)
        if holding and not _is_held_by(conversation, who):
            raise RefusedError(conversation.owner, conversation.counsellor)

    async def look(self, conversation_id: str, who: Actor) -> Json:
        """All that a counsellor needs to know of a conversation. Raises NotFoundError, GoneError."""
        async with self._database.reading() as session:
            conversation = await found(session, conversation_id, who.organisation)
            messages = await journal.messages_after(session, conversation_id, 0)
            return {
                "conversation_id": conversation_id,
                "owner": conversation.owner,
                "counsellor": conversation.counsellor,
                "channel": conversation.channel,
                "source": conversation.source,
                "language": conversation.language,
                "started_at": moment(conversation.created_at),
                "messages": [message_json(message) for message in messages],
                "profile": await read_profile(session, conversation_id),
                "consents": await read_consents(session, conversation_id),
                **await exported(session, conversation_id),
                "owner_changes": [
                    change_json(change) for change in await owner_history(session, conversation_id)
                ],
                "notes": [note_json(note) for note in await read_notes(session, conversation_id)],
            }

    async def claim(self, conversation_id: str, who: Actor, why: str) -> Standing:
        """Take a conversation over; from now on the bot is silent. Of two at once, one wins.

        Claiming what is one's own changes nothing. Raises RefusedError, NotFoundError, GoneError, as all do.
        """
        async with self._database.writing() as session:
            conversation = await locked(session, conversation_id, who.organisation)
            if _is_held_by(conversation, who):
                return _standing(conversation)
            await self._move(session, conversation, Move.CLAIM, who, why)
            await say(session, conversation_id, self._notices.claimed)
        return self._told(conversation, who)

    async def transfer(self, conversation_id: str, who: Actor, to: str, why: str) -> Standing:
        """Give one's conversation to a colleague; the learner notices nothing but another hand."""
        async with self._database.writing() as session:
            conversation = await own(session, conversation_id, who)
            await self._move(session, conversation, Move.TRANSFER, who, why, to=to)
        return self._told(conversation, who)

    async def release(self, conversation_id: str, who: Actor, why: str) -> Standing:
        """Put one's conversation back into the queue; the bot helps meanwhile."""
        async with self._database.writing() as session:
            conversation = await own(session, conversation_id, who)
            await self._move(session, conversation, Move.RELEASE, who, why)
            await say(session, conversation_id, self._notices.released)
        return self._told(conversation, who)

    async def hand_back(self, conversation_id: str, who: Actor, why: str) -> Standing:
        """Give the bot the word again. It answers what the counsellor has left unanswered."""
        async with self._database.writing() as session:
            conversation = await own(session, conversation_id, who)
            await self._move(session, conversation, Move.HAND_BACK, who, why)
            await say(session, conversation_id, self._notices.handed_back)
        return self._told(conversation, who)

    async def close(self, conversation_id: str, who: Actor, why: str) -> Standing:
        """End a conversation that is one's own or that waits; the learner opens it again by writing."""
        async with self._database.writing() as session:
            conversation = await locked(session, conversation_id, who.organisation)
            if conversation.owner == Owner.COUNSELLOR and not _is_held_by(conversation, who):
                raise RefusedError(conversation.owner, conversation.counsellor)
            await self._move(session, conversation, Move.CLOSE, who, why)
            await say(session, conversation_id, self._notices.closed)
        return self._told(conversation, who)

    async def reply(self, conversation_id: str, who: Actor, external_id: str, text: str) -> Receipt:
        """Answer the learner; the same external id again changes nothing.

        A counsellor's own number or address may stand in it; henkilötunnus and account numbers may not.
        Raises FilterFailedError, RefusedError, NotFoundError, GoneError.
        """
        kept = masked(text, WHAT_NOBODY_MAY_WRITE)
        name = name_of(who, external_id)
        async with self._database.writing() as session:
            conversation = await locked(session, conversation_id, who.organisation)
            if (earlier := await journal.seq_of(session, conversation_id, name)) is not None:
                return Receipt(earlier, new=False)
            if not _is_held_by(conversation, who):
                raise RefusedError(conversation.owner, conversation.counsellor)
            seq = await journal.send(
                session, conversation_id, journal.COUNSELLOR, BotMessage(kept), external_id=name
            )
            await journal.note_answered(session, conversation_id)
        self._bell.ring(conversation_id)
        self._bell.ring(desk_of(who.handle))
        log.info("counsellor.replied", message_seq=seq)
        return Receipt(seq, new=True)

    async def note(self, conversation_id: str, who: Actor, external_id: str, text: str) -> tuple[Json, bool]:
        """Write down something for oneself and colleagues; say whether it is new.

        The learner sees it in the export. Raises FilterFailedError, NotFoundError, GoneError.
        """
        kept = masked(text, ALL_KINDS)
        async with self._database.writing() as session:
            await locked(session, conversation_id, who.organisation)
            note, new = await add_note(session, conversation_id, who.handle, name_of(who, external_id), kept)
        return note_json(note), new

    async def _move(
        self,
        session: AsyncSession,
        conversation: Conversation,
        move: Move,
        who: Actor,
        why: str,
        to: str | None = None,
    ) -> None:
        try:
            await move_owner(session, conversation, move, who=who.handle, why=masked(why, ALL_KINDS), to=to)
        except MoveRefusedError as error:
            raise RefusedError(conversation.owner, conversation.counsellor) from error

    def _told(self, conversation: Conversation, who: Actor) -> Standing:
        """Tell everyone who waits for news that the owner has changed."""
        self._bell.ring(conversation.id)
        self._bell.ring(QUEUE)
        for handle in {who.handle, conversation.counsellor or who.handle}:
            self._bell.ring(desk_of(handle))
        self._turns.kick(conversation.id)
        log.info("owner.changed", owner=conversation.owner)
        return _standing(conversation)


def _standing(conversation: Conversation) -> Standing:
    return Standing(Owner(conversation.owner), conversation.counsellor)


def _is_held_by(conversation: Conversation, who: Actor) -> bool:
    return conversation.owner == Owner.COUNSELLOR and conversation.counsellor == who.handle


async def found(session: AsyncSession, conversation_id: str, organisation: str) -> Conversation:
    """A conversation of an organisation into which the person has let a human; another's is not found.

    Raises NotFoundError, NotLetInError, GoneError.
    """
    conversation = await journal.find(session, conversation_id)
    if conversation is None or conversation.organisation != organisation:
        raise NotFoundError
    if conversation.deleted_at is not None:
        raise GoneError
    if not await lets_in(session, conversation):
        raise NotLetInError
    return conversation


async def locked(session: AsyncSession, conversation_id: str, organisation: str) -> Conversation:
    """The same with its row locked: what is decided now stays so. Raises NotFoundError, GoneError."""
    await journal.lock(session, conversation_id)
    return await found(session, conversation_id, organisation)


async def own(session: AsyncSession, conversation_id: str, who: Actor) -> Conversation:
    """The same, if it is the counsellor's own. Raises RefusedError too."""
    conversation = await locked(session, conversation_id, who.organisation)
    if not _is_held_by(conversation, who):
        raise RefusedError(conversation.owner, conversation.counsellor)
    return conversation


def name_of(who: Actor, external_id: str) -> str:
    """A name that no learner's id can be: those hold no space."""
    return f"c {hashlib.sha256(f'{who.handle} {external_id}'.encode()).hexdigest()}"
