"""Counts of a campaign from scan to application, in groups of five or more."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.impact.groups import shown
from bot.impact.schema import ImpactRow
from bot.outreach.schema import Campaign, Scans

STEPS = ("scans", "wrote", "suggested", "human_reached", "fu_applied")


@dataclass(frozen=True, slots=True)
class CampaignCounts:
    """A campaign with its counts by step; None is "alle 5"."""

    campaign: Campaign
    steps: dict[str, int | None]

    @property
    def goal_reached(self) -> bool | None:
        """Whether as many conversations were had as were hoped for; None where there is no goal."""
        goal, had = self.campaign.goal, self.steps["wrote"]
        return None if goal is None else (had or 0) >= goal


async def counted(session: AsyncSession, campaigns: Sequence[Campaign]) -> list[CampaignCounts]:
    """The counts of campaigns, in their order."""
    codes, ids = [one.code for one in campaigns], [one.id for one in campaigns]
    sums = [func.sum(getattr(ImpactRow, name)) for name in STEPS[1:]]
    rows = select(ImpactRow.campaign, *sums).where(ImpactRow.campaign.in_(codes))
    by_code = {
        row[0]: dict(zip(STEPS[1:], row[1:], strict=True))
        for row in await session.execute(rows.group_by(ImpactRow.campaign))
    }
    scans = select(Scans.campaign_id, func.sum(Scans.count)).where(Scans.campaign_id.in_(ids))
    by_id = {row[0]: row[1] for row in await session.execute(scans.group_by(Scans.campaign_id))}
    return [
        CampaignCounts(
            one,
            {
                name: shown(int({"scans": by_id.get(one.id, 0), **by_code.get(one.code, {})}.get(name) or 0))
                for name in STEPS
            },
        )
        for one in campaigns
    ]
