"""STOP: all that a conversation would still be told later is withdrawn, in the transaction of the word."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Conversation
from bot.followup import asking
from bot.plan import reminders
from bot.privacy import consents, contacts
from bot.privacy.purposes import FOLLOW_UP, Purposes


async def withdraw(session: AsyncSession, conversation: Conversation, purposes: Purposes) -> None:
    """Cancel reminders and follow-ups that wait, and take back every consent to being sent something.

    Contact data that was given for sending goes with its consent, so letters that wait are dropped; what a
    counsellor may use to reach the person stays. Nothing is offered again. Doing it twice changes nothing.
    The conversation must be locked (`journal.lock`).
    """
    await reminders.cancel_waiting(session, conversation.id)
    await asking.stop(session, conversation, purposes[FOLLOW_UP])
    await asking.decline(session, conversation.id)
    for purpose in purposes.asked:
        if purpose.readers == "service":
            await consents.record(session, conversation, purpose, purpose.version, granted=False)
            await contacts.remove(session, conversation.id, purpose.id)
