"""The report as tables: the same for the page, CSV, XLSX, PDF and Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.impact import wording
from bot.impact.charts import Bar, bars
from bot.impact.report import BY_MONTH, Report
from bot.impact.texts import impact_texts

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the names of its columns, its rows. None is a figure that is not shown.

    `chart` is a picture of it as SVG, `notes` stand under it.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: str | None = None
    notes: tuple[str, ...] = ()


def figure_tables(report: Report, data: Path) -> list[Table]:
    """A table of figures a section: name, value, share, definition, limits."""
    t = impact_texts(data)
    columns = (t.columns.figure, t.columns.value, t.columns.share, t.columns.definition, t.columns.limits)
    charts = {"reach": t.chart.path, "needs": t.chart.needs, "worries": t.chart.worries}
    return [
        Table(
            section.id,
            section.title,
            columns,
            tuple(
                (
                    one.figure.title,
                    one.count,
                    one.share if one.is_share else "",
                    one.figure.definition,
                    one.figure.limits,
                )
                for one in section.values
            ),
            chart=bars(
                charts[section.id],
                [
                    Bar(one.figure.title, one.count, wording.number(one.count, t.few))
                    for one in section.values
                ],
            )
            if section.id in charts
            else None,
        )
        for section in report.sections
    ]


def group_table(report: Report, data: Path) -> Table:
    """Target groups against the goal."""
    t = impact_texts(data)
    rows = tuple(
        (
            one.title,
            one.conversations if one.asked_in_conversations else t.not_asked,
            one.students,
            one.definition,
        )
        for one in report.groups
    )
    picture = bars(
        t.chart.groups,
        [Bar(one.title, one.students, wording.number(one.students, t.few)) for one in report.groups],
        top=report.goal_students,
    )
    columns = (t.columns.group, t.groups.conversations, t.groups.students, t.columns.definition)
    return Table("groups", t.groups.title, columns, rows, picture, (t.groups.overlap,))


def month_table(report: Report, data: Path) -> Table:
    """Months."""
    t = impact_texts(data)
    names = {month: wording.month(month) for month in report.months}
    return _by(report.months, data, "months", t.months, t.columns.month, t.chart.months, names)


def region_table(report: Report, data: Path) -> Table:
    """Regions, the unknown one last."""
    t = impact_texts(data)
    names = {
        region: region or t.unknown_region for region in sorted(report.regions, key=lambda x: (not x, x))
    }
    return _by(report.regions, data, "regions", t.regions, t.columns.region, t.chart.regions, names)


def _by(
    rows: Mapping[str, Mapping[str, int | None]],
    data: Path,
    name: str,
    title: str,
    first: str,
    chart: str,
    names: Mapping[str, str],
) -> Table:
    t = impact_texts(data)
    picture = [
        Bar(said, rows[key]["wrote"], wording.number(rows[key]["wrote"], t.few))
        for key, said in names.items()
    ]
    return Table(
        name,
        title,
        (first, *(t.measures[measure] for measure in BY_MONTH)),
        tuple((said, *(rows[key][measure] for measure in BY_MONTH)) for key, said in names.items()),
        bars(chart, picture),
    )


def all_tables(report: Report, data: Path) -> list[Table]:
    """All of them, in the order of the page."""
    return [
        group_table(report, data),
        *figure_tables(report, data),
        month_table(report, data),
        region_table(report, data),
    ]


def said(cell: Cell, few: str) -> str:
    """A cell as text."""
    if cell is None:
        return few
    if isinstance(cell, float):
        return wording.percent(cell, few)
    return wording.number(cell, few) if isinstance(cell, int) else cell
