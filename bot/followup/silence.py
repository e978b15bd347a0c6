"""What STOP in a messaging channel ends besides the sending: all that would be said later by itself."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.followup import asking, offering
from bot.plan import reminders
from bot.privacy import consents
from bot.privacy.purposes import Purpose
from bot.scheduler import jobs


async def silence(session: AsyncSession, conversation_id: str, follow_up: Purpose) -> None:
    """Cancel the reminders and follow-ups of a conversation that wait, and the consent to be asked.

    Works in the transaction of its session; a second time changes nothing.
    """
    conversation = await journal.lock(session, conversation_id)
    if conversation is None:
        return
    await reminders.cancel_waiting(session, conversation_id)
    if await consents.holds(session, conversation_id, follow_up):
        await asking.stop(session, conversation, follow_up)
    await jobs.cancel_of(session, conversation_id, frozenset({offering.JOB, asking.JOB, reminders.JOB}))
