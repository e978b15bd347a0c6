"""Background figures of regions from open tables: read from a CSV, checked, dated, kept with their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.impact.csv_tables import CsvTableError, Row, day_in, read_rows, region_in, whole_number
from bot.impact.schema import OpenFigure
from bot.texts import Strict, read_model

COLUMNS = ("region", "measure", "value", "as_of", "source")
TABLE = "regions"


class BackgroundError(ValueError):
    """A file that cannot be taken; the message names line and reason."""


class Measure(Strict):
    """One kind of figure. `group` and `told` say what it is compared with."""

    id: str
    title: str
    group: str | None = None
    told: str | None = None


class Measures(Strict):
    """All kinds; `base` is what shares are of, `columns` the names that a file's columns may have."""

    base: str
    columns: Mapping[str, tuple[str, ...]]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a region."""

    region: str
    measure: str
    value: int
    as_of: date
    source: str


@cache
def measures(data: Path) -> Measures:
    """Read `impact/background.yml`. Raises TextsError."""
    return read_model(data / "impact" / "background.yml", Measures)


def read_figures(path: Path, data: Path, today: date) -> list[Figure]:
    """Read a CSV (region, measure, value, as_of, source, or in Finnish); all is right, or none is taken.

    Raises:
        BackgroundError: for a file that is not as described.
    """
    names = {word: name for name, words in measures(data).columns.items() for word in words}
    try:
        columns, rows = read_rows(path)
        named = {column: names.get(column.lower(), column) for column in columns}
        if missing := set(COLUMNS) - set(named.values()):
            raise BackgroundError(f"{path.name}: the columns {', '.join(sorted(missing))} are missing")
        found = [
            _figure({named[column]: cell for column, cell in row.items()}, number, data, today)
            for number, row in rows
        ]
    except CsvTableError as error:
        raise BackgroundError(str(error)) from error
    if len({(one.region, one.measure) for one in found}) < len(found):
        raise BackgroundError(f"{path.name}: a region has the same measure twice")
    return found


def _figure(row: Row, line: int, data: Path, today: date) -> Figure:
    region = region_in(row["region"], data)
    if region is None:
        raise BackgroundError(f"line {line}: {row['region']!r} is no region")
    if row["measure"] not in {one.id for one in measures(data).measures}:
        raise BackgroundError(f"line {line}: {row['measure']!r} is not in data/impact/background.yml")
    try:
        value, as_of = whole_number(row["value"]), day_in(row["as_of"])
    except CsvTableError as error:
        raise BackgroundError(f"line {line}: {error}") from error
    if as_of > today:
        raise BackgroundError(f"line {line}: {as_of} has not been yet")
    if not row["source"]:
        raise BackgroundError(f"line {line}: the source is missing")
    return Figure(region, row["measure"], value, as_of, row["source"][:200])


async def keep(session: AsyncSession, figures: Sequence[Figure], only: str | None = None) -> None:
    """Put figures in the place of those that were there: of all, or of one measure `only`."""
    old = delete(OpenFigure).where(OpenFigure.table_id == TABLE)
    await session.execute(old if only is None else old.where(OpenFigure.name == only))
    session.add_all(
        OpenFigure(
            table_id=TABLE,
            region=one.region,
            name=one.measure,
            value=one.value,
            as_of=one.as_of,
            source=one.source,
            details={},
        )
        for one in figures
    )
