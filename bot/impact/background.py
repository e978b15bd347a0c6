"""Background figures of regions from open tables: read from a CSV, checked, dated, kept with their source."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.impact.schema import OpenFigure
from bot.outreach.places import places_of
from bot.texts import Strict, read_model

COLUMNS = ("region", "measure", "value", "as_of", "source")
LARGEST = 10_000_000
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
    """All kinds; `base` is what shares are of."""

    base: str
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
    """Read a CSV (region, measure, value, as_of, source); all of it is right, or none is taken.

    A Finnish spreadsheet writes semicolons; both are read.

    Raises:
        BackgroundError: for a file that is not as described.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=_delimiter(file.readline()))
            file.seek(0)
            if missing := set(COLUMNS) - set(rows.fieldnames or ()):
                raise BackgroundError(f"{path.name}: the columns {', '.join(sorted(missing))} are missing")
            found = [_figure(row, number, data, today) for number, row in enumerate(rows, 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BackgroundError(f"{path.name}: {error}") from error
    if len({(one.region, one.measure) for one in found}) < len(found):
        raise BackgroundError(f"{path.name}: a region has the same measure twice")
    return found


def _delimiter(header: str) -> str:
    return ";" if header.count(";") > header.count(",") else ","


def _figure(row: dict[str, str], line: int, data: Path, today: date) -> Figure:
    region = places_of(data).region(row["region"] or "")
    if region is None or region.lower() != (row["region"] or "").strip().lower():
        raise BackgroundError(f"line {line}: {row['region']!r} is no region")
    if row["measure"] not in {one.id for one in measures(data).measures}:
        raise BackgroundError(f"line {line}: {row['measure']!r} is not in data/impact/background.yml")
    value = (row["value"] or "").replace(" ", "").replace("\u00a0", "")
    if not value.isascii() or not value.isdecimal() or int(value) > LARGEST:
        raise BackgroundError(f"line {line}: {row['value']!r} is no whole number")
    try:
        as_of = date.fromisoformat(row["as_of"] or "")
    except ValueError:
        raise BackgroundError(f"line {line}: {row['as_of']!r} is no day as 2025-12-31") from None
    if as_of > today:
        raise BackgroundError(f"line {line}: {as_of} has not been yet")
    if not (row["source"] or "").strip():
        raise BackgroundError(f"line {line}: the source is missing")
    return Figure(region, row["measure"], int(value), as_of, row["source"].strip()[:200])


async def keep(session: AsyncSession, figures: Sequence[Figure]) -> None:
    """Put figures in the place of those that were there."""
    await session.execute(delete(OpenFigure).where(OpenFigure.table_id == TABLE))
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
