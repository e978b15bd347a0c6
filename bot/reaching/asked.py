"""Who asked to be contacted, by which ways, and what has been sent to them. Nothing here is in clear."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.schema import ChannelLink
from bot.conversations.ownership import Owner
from bot.conversations.privacy_tables import Contact
from bot.conversations.schema import Consent, Conversation, OwnerChange
from bot.mail.schema import Letter
from bot.mail.writing import MESSAGE
from bot.privacy.purposes import Purpose, Purposes

COUNSELLORS = "counsellor"
MOST = 200
ANSWERS_WITHIN = timedelta(hours=24)  # WhatsApp and Messenger take free words for so long


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asked: since when, by which kinds of contact data, and when they were last written to.

    `writable`: what they agreed to told of messages; others may be called alone.
    """

    conversation_id: str
    owner: str
    counsellor: str | None
    summary: str | None
    kinds: tuple[str, ...]
    at: datetime
    written_at: datetime | None
    writable: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """The messaging channel that a conversation goes on in. `shut`: free words wait for the person's own."""

    channel: str
    stopped: bool
    shut: bool


def purpose_of(purposes: Purposes) -> Purpose | None:
    """The purpose for which counsellors may reach a person."""
    return next((one for one in purposes.asked if one.readers == COUNSELLORS and one.contact), None)


async def who_asked(session: AsyncSession, organisation: str, purpose: Purpose, now: datetime) -> list[Asked]:
    """Those of an organisation whose consent holds; first whom nobody has written to yet."""
    rows = await session.execute(
        select(Contact, Conversation)
        .join(Conversation, Conversation.id == Contact.conversation_id)
        .where(
            Conversation.organisation == organisation,
            Conversation.deleted_at.is_(None),
            Contact.purpose == purpose.id,
            Contact.expires_at > now,
        )
        .order_by(Contact.at, Contact.kind)
        .limit(MOST)
    )
    given: dict[str, tuple[Conversation, list[Contact]]] = {}
    for contact, conversation in rows:
        given.setdefault(conversation.id, (conversation, []))[1].append(contact)
    agreed = await _agreed(session, given, purpose)
    written = await _written(session, agreed)
    told = await _summaries(session, agreed)
    found = [
        Asked(
            conversation_id=one.id,
            owner=one.owner,
            counsellor=one.counsellor if one.owner == Owner.COUNSELLOR else None,
            summary=told.get(one.id),
            kinds=tuple(row.kind for row in some),
            at=max(row.at for row in some),
            written_at=written.get(one.id),
            writable=purpose.allows_messages(agreed[one.id]),
        )
        for one, some in given.values()
        if one.id in agreed
    ]
    return sorted(found, key=lambda one: (one.written_at is not None, one.written_at or one.at))


async def sent_to(session: AsyncSession, conversation_id: str) -> Sequence[Letter]:
    """The counsellors' letters of a conversation, the last first."""
    rows = await session.scalars(
        select(Letter)
        .where(Letter.conversation_id == conversation_id, Letter.what == MESSAGE)
        .order_by(Letter.at.desc(), Letter.key)
    )
    return list(rows)


async def linked(
    session: AsyncSession, conversation_id: str, now: datetime, shuts: Collection[str]
) -> list[Linked]:
    """The channels of a conversation; those in `shuts` take free words only for a while."""
    rows = await session.scalars(select(ChannelLink).where(ChannelLink.conversation_id == conversation_id))
    return [
        Linked(
            row.channel,
            stopped=row.stop_seq is not None,
            shut=row.channel in shuts and now - row.heard_at > ANSWERS_WITHIN,
        )
        for row in rows
    ]


async def _agreed(session: AsyncSession, ids: Collection[str], purpose: Purpose) -> dict[str, str]:
    """Those whose last word on the purpose is yes, to a text that still counts; with its version."""
    rows = await session.scalars(
        select(Consent)
        .where(Consent.conversation_id.in_(ids), Consent.purpose == purpose.id)
        .order_by(Consent.message_seq, Consent.number)
    )
    last = {row.conversation_id: row for row in rows}
    return {one: row.version for one, row in last.items() if row.granted and purpose.accepts(row.version)}


async def _written(session: AsyncSession, ids: Collection[str]) -> Mapping[str, datetime]:
    rows = await session.execute(
        select(Letter.conversation_id, func.max(Letter.at))
        .where(Letter.conversation_id.in_(ids), Letter.what == MESSAGE)
        .group_by(Letter.conversation_id)
    )
    return {row[0]: row[1] for row in rows}


async def _summaries(session: AsyncSession, ids: Collection[str]) -> Mapping[str, str]:
    """What was last told to the counsellors of each, where the person let it be told."""
    rows = await session.execute(
        select(OwnerChange.conversation_id, OwnerChange.summary)
        .where(OwnerChange.conversation_id.in_(ids), OwnerChange.summary.is_not(None))
        .order_by(OwnerChange.id)
    )
    return {row[0]: str(row[1]) for row in rows}
