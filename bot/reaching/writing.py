"""A counsellor writes first: the message, the take-over and its letters are one transaction.

Only to contact data that was given for it, while the consent holds; whether it still does is asked once more
at the moment of sending (bot/mail/post.py). The message stands in the conversation as every other.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.database import Database
from bot.conversations.journal import Receipt
from bot.conversations.masked import masked
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, Owner
from bot.conversations.refusals import DeskError
from bot.conversations.schema import Conversation
from bot.conversations.turns import Turns
from bot.conversations.wake import QUEUE, Bell, desk_of
from bot.guided.service import Actor, RefusedError, locked, name_of
from bot.mail import outbox
from bot.mail.schema import Letter
from bot.mail.writing import MESSAGE
from bot.privacy import consents, contacts
from bot.privacy.purposes import Purpose
from privacy.masking import ALL_KINDS, WHAT_NOBODY_MAY_WRITE

MOST_A_DAY = 5  # messages by letter to one person
LONGEST = 500  # with the words around it this fits into one long text message

log = structlog.get_logger()


class NotAskedError(DeskError):
    """The person has given no contact data of this kind for it, or has taken the consent back."""


class OldConsentError(DeskError):
    """The person agreed to an older text, which told of no messages: one may call them, not write."""


class EnoughError(DeskError):
    """The person has got as many messages today as anybody gets."""


class Reaching:
    """What counsellors begin. `purpose` is the one for which contact data is given to them."""

    def __init__(self, database: Database, turns: Turns, bell: Bell, purpose: Purpose) -> None:
        self._database = database
        self._turns = turns
        self._bell = bell
        self._purpose = purpose

    async def write(
        self, conversation_id: str, who: Actor, external_id: str, text: str, kinds: Collection[str], why: str
    ) -> Receipt:
        """Write to a person, who is one's own from then on; the same external id again changes nothing.

        `kinds` says to which contact data it goes, besides the conversation and its channel.

        Raises:
            NotAskedError, OldConsentError, EnoughError: it may not be sent.
            RefusedError: a colleague has them.
            NotFoundError, GoneError: there is no such conversation, or none any more.
        """
        kept, name = masked(text, WHAT_NOBODY_MAY_WRITE), name_of(who, external_id)
        async with self._database.writing() as session:
            conversation = await locked(session, conversation_id, who.organisation)
            if (earlier := await journal.seq_of(session, conversation_id, name)) is not None:
                return Receipt(earlier, new=False)
            await self._permit(session, conversation_id, kinds)
            await _take(session, conversation, who, why)
            message = BotMessage(kept)
            seq = await journal.send(session, conversation_id, journal.COUNSELLOR, message, external_id=name)
            await journal.note_answered(session, conversation_id)
            for kind in sorted(kinds):
                await self._letter(session, conversation_id, seq, kind)
        self._bell.ring(conversation_id)
        self._bell.ring(QUEUE)
        self._bell.ring(desk_of(who.handle))
        self._turns.kick(conversation_id)
        log.info("counsellor.reached_out", message_seq=seq, letters=len(kinds))
        return Receipt(seq, new=True)

    async def _permit(self, session: AsyncSession, conversation_id: str, kinds: Collection[str]) -> None:
        if not kinds:
            return
        if not await consents.holds(session, conversation_id, self._purpose):
            raise NotAskedError
        if not await consents.messages_allowed(session, conversation_id, self._purpose):
            raise OldConsentError
        now = datetime.now(UTC)
        rows = await contacts.kept(session, conversation_id)
        given = {row.kind for row in rows if row.purpose == self._purpose.id and row.expires_at > now}
        if not given.issuperset(kinds):
            raise NotAskedError
        written = await session.scalar(
            select(func.count(func.distinct(Letter.seq))).where(
                Letter.conversation_id == conversation_id,
                Letter.what == MESSAGE,
                Letter.at > now - timedelta(days=1),
            )
        )
        if (written or 0) >= MOST_A_DAY:
            raise EnoughError

    async def _letter(self, session: AsyncSession, conversation_id: str, seq: int, kind: str) -> None:
        await outbox.want(
            session,
            conversation_id,
            f"{MESSAGE} {seq} {kind}",
            what=MESSAGE,
            purpose=self._purpose.id,
            kind=kind,
            now=datetime.now(UTC),
            seq=seq,
        )


async def _take(session: AsyncSession, conversation: Conversation, who: Actor, why: str) -> None:
    """Make the conversation the counsellor's, also one that has ended. Raises RefusedError."""
    if conversation.owner == Owner.COUNSELLOR:
        if conversation.counsellor != who.handle:
            raise RefusedError(conversation.owner, conversation.counsellor)
        return
    said = masked(why, ALL_KINDS)
    if conversation.owner == Owner.CLOSED:
        await move_owner(session, conversation, Move.REOPEN, who=who.handle, why=said)
    await move_owner(session, conversation, Move.CLAIM, who=who.handle, why=said)
