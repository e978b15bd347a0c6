"""The report as tables: the same for the page, CSV, XLSX, PDF and Word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bot.console.texts import Words
from bot.impact import wording
from bot.impact.charts import Bar, bars
from bot.impact.definitions import figures
from bot.impact.report import BY_MONTH, Report, Value
from bot.impact.texts import impact_texts


class Withheld(Enum):
    """A figure that is not shown, though it need not be below five: others would give a small one away."""

    FIGURE = "figure"


Cell = str | int | float | Withheld | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the names of its columns, its rows. None is a figure below five.

    `chart` is a picture of it as SVG, `chart_title` says what its bars are, `notes` stand under it.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: str | None = None
    notes: tuple[str, ...] = ()
    chart_title: str = ""
    labelled: bool = False  # on a telephone each cell stands with the name of its column

    @property
    def tells(self) -> bool:
        """Whether rows have words after their figures, as definitions are."""
        return any(isinstance(cell, str) and cell for row in self.rows for cell in row[3:])


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
                (one.figure.title, *_value_and_share(one), one.figure.definition, one.figure.limits)
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
            notes=(t.withheld_note,) if any(_is_withheld(one) for one in section.values) else (),
            chart_title=charts.get(section.id, ""),
        )
        for section in report.sections
    ]


def _is_withheld(one: Value) -> bool:
    return one.is_share and one.share is None


def _value_and_share(one: Value) -> tuple[Cell, Cell]:
    """Of a share that is not shown the part and the rest may both be the small one."""
    if _is_withheld(one):
        return Withheld.FIGURE, Withheld.FIGURE
    return one.count, one.share if one.is_share else ""


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
    caption = t.chart.groups.format(goal=wording.number(report.goal_students, t.few))
    picture = bars(
        caption,
        [Bar(one.title, one.students, wording.number(one.students, t.few)) for one in report.groups],
        top=report.goal_students,
    )
    columns = (t.columns.group, t.groups.conversations, t.groups.students, t.columns.definition)
    return Table("groups", t.groups.title, columns, rows, picture, (t.groups.overlap,), caption)


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
    name_of_table: str,
    first: str,
    chart: str,
    names: Mapping[str, str],
) -> Table:
    t = impact_texts(data)
    cells = {key: [withheld(rows[key][measure]) for measure in BY_MONTH] for key in names}
    picture = [Bar(title, rows[key]["wrote"], said(cells[key][0], t)) for key, title in names.items()]
    return Table(
        name,
        name_of_table,
        (first, *(t.measures[measure] for measure in BY_MONTH)),
        tuple((title, *cells[key]) for key, title in names.items()),
        bars(chart, picture),
        (*_defined(data), *(() if _all_shown(cells.values()) else (t.withheld_note,))),
        chart,
    )


def _defined(data: Path) -> tuple[str, ...]:
    """What the columns of months and regions count, in a line each."""
    t = impact_texts(data)
    return tuple(
        f"{t.measures[measure]}: {figures(data).of_count(measure).definition}" for measure in BY_MONTH
    )


def _all_shown(rows: Iterable[Sequence[Cell]]) -> bool:
    return not any(Withheld.FIGURE in row for row in rows)


def withheld(count: float | None) -> Cell:
    """A part of a sum that is shown: a hidden one may be hidden for another's sake."""
    return Withheld.FIGURE if count is None else count


def all_tables(report: Report, data: Path) -> list[Table]:
    """All of them, in the order of the page."""
    return [
        group_table(report, data),
        *figure_tables(report, data),
        month_table(report, data),
        region_table(report, data),
    ]


def said(cell: Cell, t: Words) -> str:
    """A cell as text."""
    match cell:
        case Withheld():
            return str(t.withheld)
        case float():
            return wording.percent(cell, t.few)
        case str():
            return cell
        case count:
            return wording.number(count, t.few)


def is_figure(cell: Cell) -> bool:
    """Whether a cell is set as a figure, to the right."""
    return not isinstance(cell, str)
