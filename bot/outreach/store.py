"""Campaigns in the database. Every function works in the transaction of the session that it gets."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.masked import masked
from bot.conversations.writing import insert_into
from bot.outreach.codes import new_code, normalised
from bot.outreach.models import NewCampaign, OutreachError, Phase, checked_place, phase_of
from bot.outreach.schema import Campaign, Scans
from bot.outreach.texts import place_types
from privacy.masking import WHAT_NOBODY_MAY_WRITE

TRIES = 5


async def add_campaign(session: AsyncSession, data: Path, new: NewCampaign, who: str) -> Campaign:
    """Keep a campaign under a new code; its free words are masked.

    Raises:
        OutreachError: for a place that does not exist.
        FilterFailedError: the words could not be filtered.
    """
    partner, greeting = (masked(words or "", WHAT_NOBODY_MAY_WRITE) for words in (new.partner, new.greeting))
    place = checked_place(data, new.place_type, new.municipality)
    for _ in range(TRIES):
        campaign = Campaign(
            code=new_code(),
            place_type=place.place_type,
            municipality=place.municipality,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            partner=partner[:120],
            greeting=greeting[:300] or None,
            goal=new.goal,
            organisation=new.organisation,
            made_by=who[:60],
            made_at=datetime.now(UTC),
        )
        try:
            async with session.begin_nested():
                session.add(campaign)
        except IntegrityError:
            continue  # the code is taken
        return campaign
    raise OutreachError("code", "no free code was found")


async def campaigns(
    session: AsyncSession, organisation: str | None = None, *, everywhere: bool = False
) -> Sequence[Campaign]:
    """The campaigns of an organisation, or all of them, the newest first."""
    query = select(Campaign).order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    if not everywhere:
        query = query.where(Campaign.organisation == organisation)
    return list(await session.scalars(query))


async def campaign_of(session: AsyncSession, written: str) -> Campaign | None:
    """The campaign of a code as somebody wrote it."""
    code = normalised(written)
    if code is None:
        return None
    found: Campaign | None = await session.scalar(select(Campaign).where(Campaign.code == code))
    return found


async def end_campaign(session: AsyncSession, campaign: Campaign, last_day: date) -> None:
    """Let a campaign end with a day; not before its first."""
    campaign.ends_on = max(last_day, campaign.starts_on)


async def opening_of(session: AsyncSession, data: Path, source: str, day: date) -> tuple[str, str] | None:
    """The code and the opening line of a conversation from a campaign; None unless it is active."""
    campaign = await campaign_of(session, source)
    if campaign is None or phase_of(campaign.starts_on, campaign.ends_on, day) is not Phase.ACTIVE:
        return None
    kind = place_types(data).get(campaign.place_type)
    return campaign.code, campaign.greeting or (kind.greeting if kind else "")


async def count_scan(session: AsyncSession, campaign_id: int, day: date) -> None:
    """Count one opening of a campaign's link; of the one who opened it nothing is kept."""
    row = insert_into(session.get_bind(), Scans).values(campaign_id=campaign_id, day=day, count=1)
    await session.execute(
        row.on_conflict_do_update(
            index_elements=[Scans.campaign_id, Scans.day], set_={"count": Scans.count + 1}
        )
    )


async def scans_of(session: AsyncSession, campaign_id: int) -> int:
    """How often a campaign's link was opened in all."""
    total: int | None = await session.scalar(
        select(func.sum(Scans.count)).where(Scans.campaign_id == campaign_id)
    )
    return total or 0
