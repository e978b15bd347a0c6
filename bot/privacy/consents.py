"""Consents in the database: every one given or withdrawn is a row, the last row of a purpose holds.

None is ever inferred: what was never given is not there. Every function works in the transaction of the
session that it gets, with the conversation locked where it writes.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Consent, Conversation
from bot.conversations.views import Json, moment
from bot.privacy.purposes import Purpose

BY_FORM = 1_000  # numbers of rows that no turn has made; they stand behind those of the turn


async def history(session: AsyncSession, conversation_id: str) -> Sequence[Consent]:
    """All rows, in the order in which they hold."""
    rows = await session.scalars(
        select(Consent)
        .where(Consent.conversation_id == conversation_id)
        .order_by(Consent.message_seq, Consent.number)
    )
    return list(rows)


async def latest(session: AsyncSession, conversation_id: str) -> dict[str, Consent]:
    """The row that holds, by purpose."""
    return {row.purpose: row for row in await history(session, conversation_id)}


async def holds(session: AsyncSession, conversation_id: str, purpose: Purpose) -> bool:
    """Whether a person consents to a purpose now, to a text that still counts."""
    row = (await latest(session, conversation_id)).get(purpose.id)
    return row is not None and row.granted and purpose.accepts(row.version)


async def record(
    session: AsyncSession, conversation: Conversation, purpose: Purpose, version: str, *, granted: bool
) -> bool:
    """Write down that a consent was given or withdrawn; what holds already changes nothing.

    Returns whether it was new.
    """
    row = (await latest(session, conversation.id)).get(purpose.id)
    if row is None and not granted:
        return False
    if row is not None and row.granted == granted and (not granted or row.version == version):
        return False
    last: int | None = await session.scalar(
        select(func.max(Consent.number)).where(
            Consent.conversation_id == conversation.id,
            Consent.message_seq == conversation.last_seq,
            Consent.number >= BY_FORM,
        )
    )
    session.add(
        Consent(
            conversation_id=conversation.id,
            message_seq=conversation.last_seq,
            number=BY_FORM if last is None else last + 1,
            purpose=purpose.id,
            at=datetime.now(UTC),
            version=version,
            granted=granted,
        )
    )
    await session.flush()
    return True


def consent_json(row: Consent) -> Json:
    """A row as the person's own export shows it."""
    return {"purpose": row.purpose, "version": row.version, "granted": row.granted, "at": moment(row.at)}


async def messages_allowed(session: AsyncSession, conversation_id: str, purpose: Purpose) -> bool:
    """Whether a person consents to a purpose now, to a text that told of messages."""
    row = (await latest(session, conversation_id)).get(purpose.id)
    return row is not None and row.granted and purpose.allows_messages(row.version)


def purpose_json(purpose: Purpose, row: Consent | None) -> Json:
    """A purpose with how the person stands to it: `agreed` is what they read when they said yes."""
    granted = row is not None and row.granted and purpose.accepts(row.version)
    told = purpose.told(row.version) if row is not None and granted else None
    return {
        "id": purpose.id,
        "version": purpose.version,
        "basis": purpose.basis,
        "title": purpose.title,
        "text": purpose.text,
        "tells": list(purpose.tells),
        "contact": list(purpose.contact),
        "keep_days": purpose.keep_days,
        "revocable": purpose.revocable,
        "granted": granted,
        "agreed": told.model_dump(mode="json") if told else None,
        "changed_at": moment(row.at) if row else None,
    }
