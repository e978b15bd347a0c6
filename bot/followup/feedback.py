"""One tap on whether the conversation was of use: asked once, of whoever was shown courses.

Who keeps a course is asked together with the permission to ask later (answering.py). Who keeps none is asked
when they have been quiet for a while: else the content alone would be counted.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import journal
from bot.conversations.answers import BotMessage
from bot.conversations.own_buttons import button
from bot.conversations.schema import Conversation, Job, ProfileValue
from bot.followup import offering
from bot.followup.asking import HANDLER
from bot.followup.questions import Questions

JOB = "followup.feedback"
KEY, GOOD, BAD = "feedback", "good", "bad"
QUIET = timedelta(minutes=15)  # courses take some time to read
MOST_LOOKS = 8
COURSE = "course"


async def note_shown(
    session: AsyncSession, conversation: Conversation, shown: tuple[BotMessage, ...]
) -> None:
    """See to it that the question comes, once in a conversation, if these messages show a course."""
    if any(card.get("kind") == COURSE for message in shown for card in message.cards):
        await offering.look(session, JOB, conversation.id, datetime.now(UTC) + QUIET)


async def ask(session: AsyncSession, job: Job, now: datetime, known: Questions) -> str | None:
    """Ask if it fits now, else look again; returns the conversation where something was said.

    Who kept a course is left to the offer of follow-ups, who has tapped already is left in peace.
    """
    conversation_id = str(job.conversation_id)
    conversation = await journal.lock(session, conversation_id)
    if conversation is None or await offering.is_noted(session, conversation_id):
        return None
    if not await offering.fits(session, conversation, now, QUIET):
        await offering.look_later(session, job, now, QUIET, MOST_LOOKS)
        return None
    question = await if_not_given(session, conversation_id, known)
    for message in question:
        await journal.send(session, conversation_id, journal.SYSTEM, message)
    return conversation_id if question else None


async def if_not_given(session: AsyncSession, conversation_id: str, known: Questions) -> list[BotMessage]:
    """The question with its two buttons; nothing for who has answered it."""
    if await session.get(ProfileValue, (conversation_id, KEY)) is not None:
        return []
    texts = known.feedback
    buttons = [
        button(texts.good.title, HANDLER, do="feedback", value=GOOD),
        button(texts.bad.title, HANDLER, do="feedback", value=BAD),
    ]
    return [BotMessage(texts.text, buttons)]


async def keep(session: AsyncSession, conversation_id: str, value: str) -> bool:
    """Keep a tap, the last one counts; False for what is none."""
    if value not in {GOOD, BAD}:
        return False
    await session.merge(
        ProfileValue(conversation_id=conversation_id, key=KEY, value=value, at=datetime.now(UTC))
    )
    return True
