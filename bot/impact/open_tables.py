"""One figure of regions out of an open table as it was downloaded, of StatFin or Vipunen for example.

Whoever imports says which column has the regions and which the figures; several rows of a region that are
left (by `where`) are added up. A region of which the table hides a figure is left out and named.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.impact.background import BackgroundError, Figure, measures
from bot.impact.csv_tables import CsvTableError, Row, day_in, read_rows, region_in, whole_number

HIDDEN = frozenset({"", ".", "..", "...", "-", "*", "x", "1-4", "1–4", "alle 5", "<5"})
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken of a table. `where`: column to the values of which one must stand in a row.

    `day` is a day or a column that has it.
    """

    measure: str
    region: str
    value: str
    day: str
    source: str
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """Figures of a table, and regions that have none because the table hides a part of theirs."""

    figures: tuple[Figure, ...]
    hidden: tuple[str, ...]


def take(path: Path, data: Path, choice: Choice, today: date) -> Taken:
    """Read a table. Rows that name no region (the whole country, a town) are passed over.

    Raises BackgroundError.
    """
    if choice.measure not in {one.id for one in measures(data).measures}:
        raise BackgroundError(f"{choice.measure!r} is not in data/impact/background.yml")
    if not choice.source.strip() or len(choice.source) > LONGEST_SOURCE:
        raise BackgroundError(f"the source is missing or longer than {LONGEST_SOURCE} signs")
    sums: defaultdict[tuple[str, date], int] = defaultdict(int)
    hidden: set[str] = set()
    try:
        columns, rows = read_rows(path, {choice.region, choice.value, *choice.where})
        for line, row in rows:
            region = region_in(row[choice.region], data)
            if region is None or not _is_asked_for(row, choice):
                continue
            day = _day(row, columns, choice, today, line)
            if row[choice.value].lower() in HIDDEN:
                hidden.add(region)
            else:
                sums[region, day] += _number(row[choice.value], line)
    except CsvTableError as error:
        raise BackgroundError(str(error)) from error
    found = {(region, day): value for (region, day), value in sums.items() if region not in hidden}
    if len({day for _, day in found}) > 1:
        raise BackgroundError("the rows are of several days; choose one by --where")
    if not found and not hidden:
        raise BackgroundError(f"{path.name}: no row names a region and has what is asked for")
    figures = (
        Figure(region, choice.measure, value, day, choice.source.strip())
        for (region, day), value in found.items()
    )
    return Taken(tuple(figures), tuple(sorted(hidden)))


def _is_asked_for(row: Row, choice: Choice) -> bool:
    return all(row[column].lower() in values for column, values in choice.where.items())


def _day(row: Row, columns: list[str], choice: Choice, today: date, line: int) -> date:
    try:
        day = day_in(row[choice.day] if choice.day in columns else choice.day)
    except CsvTableError as error:
        raise BackgroundError(f"line {line}: {error}") from error
    if day > today:
        raise BackgroundError(f"line {line}: {day} has not been yet")
    return day


def _number(written: str, line: int) -> int:
    try:
        return whole_number(written)
    except CsvTableError as error:
        raise BackgroundError(f"line {line}: {error}") from error
