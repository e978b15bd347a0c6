"""Whose a new conversation is: its campaign's organisation, else its source's, else the first one's."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.organisations import Organisations
from bot.conversations.desk import Belonging
from bot.outreach.schema import Campaign


def belonging(organisations: Organisations) -> Belonging:
    """What the desk asks of each new conversation."""

    async def of(session: AsyncSession, source: str | None) -> str:
        if source is None:
            return organisations.default.id
        named: str | None = await session.scalar(select(Campaign.organisation).where(Campaign.code == source))
        campaign = organisations.named(named) if named else None
        return (campaign or organisations.of_source(source)).id

    return of
