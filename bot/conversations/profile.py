"""What is known of a learner, and how a turn changes it: effects, each applied once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.effects import Apply, Place
from bot.conversations.owners import move_owner
from bot.conversations.ownership import Move, MoveRefusedError
from bot.conversations.schema import AppliedEffect, Consent, Conversation, ProfileValue
from bot.knowledge.effects import KNOWLEDGE_EFFECTS
from bot.plan.effects import PLAN_EFFECTS
from bot.plan.reminders import REMINDER_EFFECTS
from bot.privacy import contacts

Json = dict[str, Any]


log = structlog.get_logger()


async def read_profile(session: AsyncSession, conversation_id: str) -> Json:
    """Return the profile as a flat dictionary."""
    rows = await session.scalars(select(ProfileValue).where(ProfileValue.conversation_id == conversation_id))
    return {row.key: row.value for row in rows}


async def forget(session: AsyncSession, conversation_id: str, key: str) -> None:
    """Take a value out of the profile."""
    await session.execute(
        delete(ProfileValue).where(ProfileValue.conversation_id == conversation_id, ProfileValue.key == key)
    )


async def read_consents(session: AsyncSession, conversation_id: str) -> dict[str, bool]:
    """Return whether each purpose is consented to now: its last row holds."""
    rows = await session.scalars(
        select(Consent)
        .where(Consent.conversation_id == conversation_id)
        .order_by(Consent.message_seq, Consent.number)
    )
    return {row.purpose: row.granted for row in rows}


async def apply_effects(
    session: AsyncSession, conversation: Conversation, message_seq: int, effects: Sequence[Json]
) -> None:
    """Apply the effects of a turn, keyed by (message, index): a repeated turn changes nothing.

    An effect that this release does not know, or that is malformed, is logged and left out.
    """
    for number, effect in enumerate(effects):
        if await session.get(AppliedEffect, (conversation.id, message_seq, number)):
            continue
        apply = EFFECTS.get(str(effect.get("type")))
        if apply is None:
            log.warning("effect.unknown", kind=str(effect.get("type"))[:60], message_seq=message_seq)
            continue
        try:
            await apply(Place(session, conversation, message_seq, number), effect)
        except (KeyError, TypeError, ValueError) as error:
            log.warning("effect.malformed", kind=effect["type"], error=type(error).__name__)
            continue
        session.add(AppliedEffect(conversation_id=conversation.id, message_seq=message_seq, number=number))


async def _set(at: Place, effect: Json) -> None:
    await at.session.merge(
        ProfileValue(
            conversation_id=at.conversation.id,
            key=_key(effect),
            value=effect["value"],
            at=datetime.now(UTC),
        )
    )


async def _delete(at: Place, effect: Json) -> None:
    await forget(at.session, at.conversation.id, _key(effect))


def _key(effect: Json) -> str:
    return str(effect["key"])[:100]


async def _clear(at: Place, effect: Json) -> None:
    await at.session.execute(delete(ProfileValue).where(ProfileValue.conversation_id == at.conversation.id))


async def _consent(at: Place, effect: Json) -> None:
    """Note a consent, or that it is taken back: then the contact data that was given for it goes at once."""
    purpose, granted = str(effect["purpose"])[:60], effect["granted"] is True
    at.session.add(
        Consent(
            conversation_id=at.conversation.id,
            message_seq=at.message_seq,
            number=at.number,
            purpose=purpose,
            at=datetime.now(UTC),
            version=str(effect["version"])[:20],
            granted=granted,
        )
    )
    if not granted:
        await contacts.remove(at.session, at.conversation.id, purpose)


async def _request_owner(at: Place, effect: Json) -> None:
    summary = effect.get("summary")
    try:
        await move_owner(
            at.session,
            at.conversation,
            Move.REQUEST,
            who="learner",
            why=str(effect["reason"]),
            summary=str(summary) if summary else None,
        )
    except MoveRefusedError:
        log.info("owner.request_ignored", owner=at.conversation.owner)


EFFECTS: dict[str, Apply] = {
    "profile.set": _set,
    "profile.delete": _delete,
    "profile.clear": _clear,
    "consent.record": _consent,
    "owner.request": _request_owner,
    **PLAN_EFFECTS,
    **REMINDER_EFFECTS,
    **KNOWLEDGE_EFFECTS,
}
