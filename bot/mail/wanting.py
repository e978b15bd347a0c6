"""When a letter is wanted: contact data was given for the plan, a reminder is said, a question is asked."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.mail import outbox
from bot.mail.writing import PLAN, QUESTION, REMINDER
from bot.privacy import contacts, purposes
from bot.privacy.purposes import Purpose

MOST_PLANS_A_DAY = 3


async def contact_kept(session: AsyncSession, conversation_id: str, purpose: Purpose, kind: str) -> None:
    """Whoever gives an address for the plan wants it sent there; a corrected address gets it once more.

    At most three a day go out of one conversation, so that nobody uses us to fill another's letter box.
    """
    if purpose.id != purposes.SEND_PLAN:
        return
    now = datetime.now(UTC)
    for number in range(1, MOST_PLANS_A_DAY + 1):
        key = f"{PLAN} {kind} {now:%Y-%m-%d} {number}"
        if await outbox.want(
            session, conversation_id, key, what=PLAN, purpose=purpose.id, kind=kind, now=now
        ):
            return


async def reminder_said(session: AsyncSession, conversation_id: str, reminder_id: str) -> None:
    """A reminder goes to all contact data that was given for reminders, beside the conversation."""
    await _to_all(session, conversation_id, purposes.REMINDER, REMINDER, reminder_id)


async def question_asked(session: AsyncSession, conversation_id: str, seq: int) -> None:
    """What is asked later goes to all contact data that was given for it, beside the conversation."""
    await _to_all(session, conversation_id, purposes.FOLLOW_UP, QUESTION, str(seq), seq)


async def _to_all(
    session: AsyncSession, conversation_id: str, purpose: str, what: str, name: str, seq: int | None = None
) -> None:
    """Want a letter of this kind and name to each piece of contact data that was given for a purpose."""
    now = datetime.now(UTC)
    for row in await contacts.kept(session, conversation_id):
        if row.purpose == purpose:
            await outbox.want(
                session,
                conversation_id,
                f"{what} {name} {row.kind}",
                what=what,
                purpose=purpose,
                kind=row.kind,
                now=now,
                seq=seq,
            )
