"""From a conversation to an anonymous survey: a ticket of the conversation is changed for a token of nobody.

The ticket says that a survey was offered and opened; the token says that somebody may answer once. Nothing
leads from one to the other: the token is made at random when the ticket is changed, its row has no moment,
and its table no order but that of hashes; all it takes along is the organisation. The answers in turn do not
know the token.
"""

import calendar
import hashlib
import secrets
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.schema import Conversation
from bot.followup.schema import SurveyTicket, SurveyToken

VALID_MONTHS = 12


def hash_of(key: str) -> str:
    """What is stored of a ticket or token."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


async def issue(session: AsyncSession, conversation_id: str, survey: str) -> str | None:
    """A ticket for a survey; None where the conversation had one."""
    if await session.get(SurveyTicket, (conversation_id, survey)) is not None:
        return None
    key = secrets.token_urlsafe(16)
    session.add(
        SurveyTicket(conversation_id=conversation_id, survey=survey, key_hash=hash_of(key), opened=False)
    )
    return key


async def change(session: AsyncSession, key: str, today: date) -> str | None:
    """Change a ticket for a token, once; None for one that is used or unknown."""
    ticket: SurveyTicket | None = await session.scalar(
        select(SurveyTicket).where(SurveyTicket.key_hash == hash_of(key)).with_for_update()
    )
    if ticket is None or ticket.opened:
        return None
    ticket.opened = True
    organisation = select(Conversation.organisation).where(Conversation.id == ticket.conversation_id)
    return await mint(session, ticket.survey, await session.scalar(organisation), today)


async def mint(session: AsyncSession, survey: str, organisation: str | None, today: date) -> str:
    """A new token; it is nowhere stored."""
    token = secrets.token_urlsafe(16)
    session.add(
        SurveyToken(
            token_hash=hash_of(token),
            survey=survey,
            organisation=organisation,
            valid_to=_end_of_validity(today),
            used=False,
        )
    )
    return token


def _end_of_validity(today: date) -> date:
    """The last day of the same month a year later: the same for all tokens of a month."""
    months = today.month - 1 + VALID_MONTHS
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
