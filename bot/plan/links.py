"""The address of a plan's page: an unguessable key of its own, which opens the plan alone and only to read.

It is no token of the conversation: whoever has the address, as on a printed page, can neither write nor read
messages. It is made when the plan is first shown and can be changed (`renew`).
"""

import secrets
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.answers import BotMessage
from bot.conversations.schema import Conversation, PlanLink

PLAN = "plan"


async def key_of(session: AsyncSession, conversation_id: str) -> str:
    """The key of a conversation's plan, made at its first use."""
    link = await session.get(PlanLink, conversation_id)
    if link is None:
        link = PlanLink(conversation_id=conversation_id, key=secrets.token_urlsafe(32), at=datetime.now(UTC))
        session.add(link)
        await session.flush()
    return link.key


async def renew(session: AsyncSession, conversation_id: str) -> str:
    """Give the plan a new key; addresses with the old one lead nowhere from now on."""
    link = await session.get(PlanLink, conversation_id)
    if link is not None:
        await session.delete(link)
        await session.flush()
    return await key_of(session, conversation_id)


async def conversation_of(session: AsyncSession, key: str) -> str | None:
    """The conversation whose plan a key opens."""
    conversation_id: str | None = await session.scalar(
        select(PlanLink.conversation_id)
        .join(Conversation, Conversation.id == PlanLink.conversation_id)
        .where(PlanLink.key == key, Conversation.deleted_at.is_(None))
    )
    return conversation_id


async def put_addresses(
    session: AsyncSession, conversation_id: str, messages: tuple[BotMessage, ...], public_url: str
) -> None:
    """Put the address of the plan's page on cards of the plan."""
    cards = [
        card
        for message in messages
        for card in message.cards
        if card.get("kind") == PLAN and card.get("page") is True
    ]
    if not cards:
        return
    address = f"{public_url}/plan/{await key_of(session, conversation_id)}"
    for card in cards:
        del card["page"]
        card["url"] = address
