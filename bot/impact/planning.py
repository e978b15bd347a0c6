"""A summary for planning: who lives in a region, whom we reach, whom we miss; what workplaces need."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.days import written
from bot.impact.background import Measure, measures
from bot.impact.groups import share, shown, shown_parts
from bot.impact.needs import needs_table
from bot.impact.schema import ImpactRow, OpenFigure
from bot.impact.tables import Cell, Table, Withheld, withheld
from bot.impact.texts import impact_texts

ALIKE = 0.02  # shares that differ by less are called the same
TOLD = ("education", "age_band", "employment")
WROTE = "wrote"

Reached = Mapping[str, Mapping[str, int]]


async def planning_tables(
    session: AsyncSession, data: Path, organisation: str | None, region: str | None = None
) -> list[Table]:
    """The tables of the page; whom we reach is of one organisation, or of all."""
    figures = list(await session.scalars(select(OpenFigure).order_by(OpenFigure.region)))
    reached = await _reached(session, organisation)
    here = [one for one in figures if region in (None, one.region)]
    return [
        _summary(here, reached, data),
        _regions(here, reached, data),
        await needs_table(session, data, region),
    ]


async def _reached(session: AsyncSession, organisation: str | None) -> Reached:
    """By region: conversations, those in each target group, and those that told what it takes to know."""
    groups = [column for column in ImpactRow.__table__.columns if column.name.startswith("group_")]
    sums = [func.sum(ImpactRow.wrote), *(func.sum(column) for column in groups)]
    sums += [func.sum(case((getattr(ImpactRow, name).is_not(None), 1), else_=0)) for name in TOLD]
    names = [WROTE, *(column.name for column in groups), *TOLD]
    query = select(ImpactRow.region, *sums).group_by(ImpactRow.region)
    if organisation is not None:
        query = query.where(ImpactRow.organisation == organisation)
    rows = await session.execute(query)
    return {
        row[0] or "": {name: int(value or 0) for name, value in zip(names, row[1:], strict=True)}
        for row in rows
    }


def _summary(figures: Sequence[OpenFigure], reached: Reached, data: Path) -> Table:
    """A region a row: who lives there, how many conversations, whom we miss, whom we reach.

    Conversations are hidden as on the dashboard, which shows their sum.
    """
    t, known = impact_texts(data), measures(data)
    talked = {name: held[WROTE] for name, held in reached.items()}
    parts = shown_parts(talked, sum(talked.values()))
    held = {(one.region, one.name): one for one in figures}
    rows: list[tuple[Cell, ...]] = []
    for region in dict.fromkeys(one.region for one in figures):
        base = held.get((region, known.base))
        found: dict[str, list[str]] = {word: [] for word in (t.planning.less, t.planning.reaching, "")}
        for measure in known.measures:
            if measure.group and (figure := held.get((region, measure.id))):
                gap = _compared(measure, figure, base, reached, t)[3]
                place = t.planning.reaching if gap in (t.planning.more, t.planning.same) else gap
                found[place if place in found else ""].append(measure.title)
        cells = [", ".join(some) or "–" for some in found.values()]
        rows.append((region, base.value if base else "", withheld(parts.get(region)), *cells))
    columns = (
        t.planning.region,
        t.planning.living,
        t.planning.reached,
        t.planning.missed,
        t.planning.reaching,
        t.planning.cannot_say,
    )
    notes = (t.withheld_note,) if any(Withheld.FIGURE in row for row in rows) else ()
    return Table("summary", t.planning.summary, columns, tuple(rows), None, notes, labelled=True)


def _regions(figures: Sequence[OpenFigure], reached: Reached, data: Path) -> Table:
    t, known = impact_texts(data), measures(data)
    held = {(one.region, one.name): one for one in figures}
    rows = []
    for region in dict.fromkeys(one.region for one in figures):
        base = held.get((region, known.base))
        for measure in known.measures:
            if (figure := held.get((region, measure.id))) is not None:
                rows.append(
                    (region, measure.title, figure.value, *_compared(measure, figure, base, reached, t))
                )
    sources = sorted({(one.source, one.as_of) for one in figures})
    said = tuple(t.planning.source.format(source=source, day=written(as_of)) for source, as_of in sources)
    columns = (
        t.planning.region,
        t.planning.measure,
        t.planning.living,
        t.planning.share_living,
        t.planning.reached,
        t.planning.share_reached,
        t.planning.gap,
    )
    notes = (t.planning.caution, *said) if figures else (t.planning.none,)
    return Table("planning", t.planning.details, columns, tuple(rows), None, notes)


def _compared(
    measure: Measure, figure: OpenFigure, base: OpenFigure | None, reached: Reached, t: Any
) -> tuple[Cell, Cell, Cell, str]:
    """The share of those who live there, how many we reached, their share, and how the two compare."""
    living = figure.value / base.value if base and base.value and base is not figure else ""
    if measure.group is None or measure.told is None:
        return living, "", "", ""
    here = reached.get(figure.region, {})
    count, told = here.get(f"group_{measure.group}", 0), here.get(measure.told, 0)
    ours = share(count, told)
    if ours is None or not isinstance(living, float):
        part = ours if shown(count) is None else withheld(ours)
        return living, shown(count), part, t.planning.unknown
    gap = ours - living
    said = t.planning.same if abs(gap) < ALIKE else t.planning.more if gap > 0 else t.planning.less
    return living, shown(count), ours, said
