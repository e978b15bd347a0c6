"""What may be shown of the counts: figures with their definitions, target groups, months and regions.

Everything that leaves here went through `bot/impact/groups.py`: nothing below five, no share of few, and no
part that the others would give away.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.impact.counting import START, Counts, Filters
from bot.impact.definitions import Figure, figures, groups
from bot.impact.groups import share, shown, shown_parts

UNKNOWN_REGION = ""
BY_MONTH = ("wrote", "suggested", "human_reached", START)
BY_REGION = BY_MONTH


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as it is shown: `count`, or for shares `share` too; None is "alle 5"."""

    figure: Figure
    count: int | None
    share: float | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a share."""
        return self.figure.of is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """Figures that stand together."""

    id: str
    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class GroupValue:
    """A target group: conversations, and students of the start survey; None where few or not asked."""

    id: str
    title: str
    definition: str
    conversations: int | None
    students: int | None
    asked_in_conversations: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All that a page, a file or a chart shows. `whose` names the organisation; empty for all."""

    made_at: datetime
    filters: Filters
    sections: tuple[Shown, ...]
    groups: tuple[GroupValue, ...]
    goal_students: int
    students: int | None
    months: Mapping[str, Mapping[str, int | None]]
    regions: Mapping[str, Mapping[str, int | None]]
    whose: str = ""

    def value(self, name: str) -> Value:
        """The figure of an id. Raises KeyError."""
        for section in self.sections:
            for one in section.values:
                if one.figure.id == name:
                    return one
        raise KeyError(name)


def report(counts: Counts, data: Path, filters: Filters, made_at: datetime) -> Report:
    """The report on counts."""
    total = counts.total()
    return Report(
        made_at=made_at,
        filters=filters,
        sections=tuple(
            Shown(section.id, section.title, tuple(_value(one, total) for one in section.figures))
            for section in figures(data).sections
        ),
        groups=tuple(
            GroupValue(
                group.id,
                group.title,
                group.definition,
                shown(total[f"group_{group.id}"]) if group.conversation else None,
                shown(total[f"{START}_{group.id}"]),
                bool(group.conversation),
            )
            for group in groups(data).groups
        ),
        goal_students=groups(data).goal_students,
        students=shown(total[START]),
        months=_table(counts.by_month(), BY_MONTH, total),
        regions=_table(counts.by_region(), BY_REGION, total),
    )


def _value(figure: Figure, total: Counter[str]) -> Value:
    if figure.of is None:
        return Value(figure, shown(total[figure.count]))
    part = share(total[figure.count], total[figure.of])
    return Value(figure, shown(total[figure.count]) if part is not None else None, part)


def _table(
    rows: Mapping[str, Counter[str]], names: tuple[str, ...], total: Counter[str]
) -> dict[str, dict[str, int | None]]:
    """Rows of counts whose sums stand above them: each column is protected against its sum."""
    columns = {
        name: shown_parts({row: one[name] for row, one in rows.items()}, total[name]) for name in names
    }
    return {row: {name: columns[name][row] for name in names} for row in rows}
