"""Counts everything that figures are made of, by month and region, in one look at each table.

The result is not for showing: it holds small numbers. What may be shown is decided by `bot/impact/report.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.followup.schema import SurveyAnswer
from bot.followup.survey_data import surveys
from bot.impact.definitions import groups, matches
from bot.impact.prepared import FLAGS, GOALS, PREPARED, SUMS
from bot.outreach.places import places_of
from bot.outreach.schema import Campaign, Scans

START = "start"

Cell = tuple[str, str]  # month, region ("" where it is not known)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked at. Months as "2026-11", both included; None is everything."""

    first: str | None = None
    last: str | None = None
    region: str | None = None
    channel: str | None = None
    place_type: str | None = None
    campaign: str | None = None
    organisation: str | None = None

    @property
    def of_all_months_and_regions(self) -> "Filters":
        """The same without months and region, which counts hold apart anyway."""
        return replace(self, first=None, last=None, region=None)

    @property
    def is_of_conversations(self) -> bool:
        """Whether something is asked that surveys cannot tell: they know no channel and no campaign."""
        return any((self.channel, self.place_type, self.campaign))


@dataclass(slots=True)
class Counts:
    """Counts by month and region, and how many conversations the rows hold by channel."""

    cells: dict[Cell, Counter[str]] = field(default_factory=dict)

    def add(self, month: str, region: str | None, values: Counter[str]) -> None:
        """Add counts to a cell."""
        self.cells.setdefault((month, region or ""), Counter()).update(values)

    def within(self, filters: Filters) -> "Counts":
        """The cells of the months and the region that are asked for."""
        return Counts({cell: held for cell, held in self.cells.items() if _is_within(filters, *cell)})

    def total(self) -> Counter[str]:
        """All of it."""
        return _sum(self.cells.values())

    def by_month(self) -> dict[str, Counter[str]]:
        """Per month, in order."""
        return _summed(self.cells, 0)

    def by_region(self) -> dict[str, Counter[str]]:
        """Per region; "" for where it is not known."""
        return _summed(self.cells, 1)


async def count(session: AsyncSession, data: Path, filters: Filters) -> Counts:
    """Count rows, scans and surveys of all months and regions (`Counts.within` chooses among them)."""
    counts = Counts()
    await _count_rows(session, filters, counts)
    await _count_scans(session, data, filters, counts)
    if not filters.is_of_conversations:
        await _count_surveys(session, data, filters, counts)
    return counts


def measures_of(data: Path) -> frozenset[str]:
    """Every name that a figure may count."""
    of_surveys = {name for name, one in surveys(data).measures.items()}
    students = {f"{START}_{group.id}" for group in groups(data).groups}
    return frozenset(
        {*FLAGS, "opened", "scans", "feedback", *(f"goal_{one}" for one in GOALS)}
        | of_surveys
        | students
        | {one.id for one in surveys(data).surveys}
    )


async def _count_rows(session: AsyncSession, filters: Filters, counts: Counts) -> None:
    held = PREPARED.c
    sums = [func.sum(held[name]) for name in SUMS]
    query = (
        select(held.month, held.region, func.sum(held.opened), *sums)
        .where(*_where(filters))
        .group_by(held.month, held.region)
    )
    for month, region, opened, *values in await session.execute(query):
        found = Counter({name: int(value or 0) for name, value in zip(SUMS, values, strict=True)})
        found["opened"] = int(opened)
        found["feedback"] = found["feedback_good"] + found["feedback_bad"]
        counts.add(month, region, found)


def _where(filters: Filters) -> list[ColumnElement[bool]]:
    held = PREPARED.c
    asked: list[tuple[Any, str | None]] = [
        (held.channel, filters.channel),
        (held.place_type, filters.place_type),
        (held.campaign, filters.campaign),
        (held.organisation, filters.organisation),
    ]
    return [column == value for column, value in asked if value]


async def _count_scans(session: AsyncSession, data: Path, filters: Filters, counts: Counts) -> None:
    """Scans know no channel; their region is that of the campaign's municipality."""
    asked = [
        (Campaign.place_type, filters.place_type),
        (Campaign.code, filters.campaign),
        (Campaign.organisation, filters.organisation),
    ]
    query = (
        select(Scans.day, Campaign.municipality, func.sum(Scans.count))
        .join(Campaign, Campaign.id == Scans.campaign_id)
        .where(and_(True, *(column == value for column, value in asked if value)))
        .group_by(Scans.day, Campaign.municipality)
    )
    regions, found = places_of(data), Counter[Cell]()
    for day, municipality, scans in await session.execute(query):
        found[f"{day:%Y-%m}", regions.region(municipality) or ""] += int(scans)
    for (month, region), scans in found.items():
        counts.add(month, region, Counter({"scans": scans}))


async def _count_surveys(session: AsyncSession, data: Path, filters: Filters, counts: Counts) -> None:
    answer = SurveyAnswer
    query = select(answer.survey, answer.month, answer.region, answer.answers)
    if filters.organisation:
        query = query.where(answer.organisation == filters.organisation)
    found: defaultdict[Cell, Counter[str]] = defaultdict(Counter)
    for survey, month, region, answers in await session.execute(query):
        found[month, region or ""].update(_measures(data, survey, answers))
    for (month, region), values in found.items():
        counts.add(month, region, values)


def _measures(data: Path, survey: str, answers: dict[str, Any]) -> Iterable[str]:
    yield survey
    yield from (
        name
        for name, measure in surveys(data).measures.items()
        if measure.survey == survey and matches(measure.when, answers)
    )
    if survey == START:
        yield from (f"{START}_{group.id}" for group in groups(data).groups if matches(group.survey, answers))


def _is_within(filters: Filters, month: str, region: str | None) -> bool:
    return (
        (not filters.first or month >= filters.first)
        and (not filters.last or month <= filters.last)
        and (not filters.region or region == filters.region)
    )


def _summed(cells: Mapping[Cell, Counter[str]], part: int) -> dict[str, Counter[str]]:
    """The sums by one part of the cells' names, in order."""
    sums: dict[str, Counter[str]] = {}
    for cell in sorted(cells, key=lambda one: one[part]):
        sums.setdefault(cell[part], Counter()).update(cells[cell])
    return sums


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counters:
        total.update(one)
    return total
