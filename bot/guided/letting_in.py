"""Which conversations counsellors may read: those of people who have let a human in, and no others.

Whoever asks the bot what becomes of their words is told so (`utter_ask_privacy`): a counsellor can read them
when the person asks for a human, or gives a counsellor their contact data. A guided session is the
counsellor's own from the start.
"""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.ownership import Owner
from bot.conversations.schema import Consent, Conversation, OwnerChange
from bot.privacy.purposes import CONTACT

WITH_A_HUMAN = (Owner.WAITING, Owner.COUNSELLOR)


async def lets_in(session: AsyncSession, conversation: Conversation) -> bool:
    """Whether counsellors may read a conversation, or act in it."""
    return conversation.owner in WITH_A_HUMAN or bool(await let_in(session, [conversation.id]))


async def let_in(session: AsyncSession, ids: Collection[str]) -> frozenset[str]:
    """Those of some conversations that counsellors may read."""
    asked = await session.scalars(
        select(OwnerChange.conversation_id)
        .where(
            OwnerChange.conversation_id.in_(ids),
            or_(OwnerChange.before.in_(WITH_A_HUMAN), OwnerChange.after.in_(WITH_A_HUMAN)),
        )
        .distinct()
    )
    found = set(asked)
    consents = await session.scalars(
        select(Consent)
        .where(Consent.conversation_id.in_(set(ids) - found), Consent.purpose == CONTACT)
        .order_by(Consent.message_seq, Consent.number)
    )
    last = {row.conversation_id: row.granted for row in consents}
    return frozenset(found | {one for one, granted in last.items() if granted})
