"""CSV as people get it: of Tilastokeskus and Vipunen, of a Finnish spreadsheet, or of our own form.

Read as UTF-8, else as Windows-1252; columns apart by semicolon, comma or tab; lines above the header (the
name of a table) are passed over. Pure but for the file.
"""

import calendar
import csv
import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from bot.outreach.places import places_of

LARGEST_FILE = 50_000_000
LARGEST = 10_000_000
SEPARATORS = ";,\t"
TITLE_LINES = 5  # at most so many stand above the header
WHOLE = re.compile(r"(\d{1,9})(?:[.,]0{1,2})?")  # "1.000" may be a thousand or one: it is none
REGION_CODE = re.compile(r"^(?:MK)?\d{1,2}\s+")  # "MK06 Pirkanmaa", as PxWeb writes regions
FINNISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
YEAR, MONTH, QUARTER = (re.compile(one) for one in (r"(\d{4})", r"(\d{4})M(\d{2})", r"(\d{4})Q([1-4])"))

Row = dict[str, str]


class CsvTableError(ValueError):
    """A file or a cell that cannot be read; the message says why."""


def read_rows(path: Path, needed: Collection[str] = ()) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """The columns, and each row with its line; the header is the first line that has all of `needed`.

    Raises CsvTableError.
    """
    lines = _text(path).splitlines()
    for skipped, line in enumerate(lines[: TITLE_LINES + 1]):
        separator = max(SEPARATORS, key=line.count)
        columns = [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]
        if len(columns) > 1 and set(needed) <= set(columns):
            return columns, _rows(path, lines[skipped + 1 :], columns, separator, skipped + 1)
    found = next((line for line in lines if line.strip()), "")[:200]
    raise CsvTableError(
        f"{path.name}: no header has {', '.join(needed) or 'columns'}; it begins with {found!r}"
    )


def _rows(
    path: Path, lines: list[str], columns: list[str], separator: str, above: int
) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                padded = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
                yield reader.line_num + above, dict(zip(columns, padded, strict=False))
    except csv.Error as error:
        raise CsvTableError(f"{path.name}: {error}") from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CsvTableError(f"{path.name}: {error.strerror or error}") from error
    if len(content) > LARGEST_FILE or b"\0" in content:
        raise CsvTableError(f"{path.name}: this is no CSV file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def region_in(written: str, data: Path) -> str | None:
    """The region that a cell names, with or without its code; None for what is none (a town is none)."""
    name = REGION_CODE.sub("", " ".join(written.split()))
    found = places_of(data).region(name)
    return found if found is not None and found.lower() == name.lower() else None


def whole_number(written: str) -> int:
    """A count, as "45 000" or "45000,0". Raises CsvTableError."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", written)
    found = WHOLE.fullmatch(plain) if plain.isascii() else None
    if found is None or int(found[1]) > LARGEST:
        raise CsvTableError(f"{written!r} is no whole number")
    return int(found[1])


def day_in(written: str) -> date:
    """A day as 2025-12-31 or 31.12.2025; of a year, quarter or month (2025, 2025Q3, 2025M10) the last one.

    Raises CsvTableError.
    """
    plain = written.strip()
    try:
        if found := FINNISH_DAY.fullmatch(plain):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        if found := YEAR.fullmatch(plain):
            return date(int(found[1]), 12, 31)
        if found := QUARTER.fullmatch(plain):
            return _last_of(int(found[1]), int(found[2]) * 3)
        if found := MONTH.fullmatch(plain):
            return _last_of(int(found[1]), int(found[2]))
        return date.fromisoformat(plain)
    except ValueError:
        raise CsvTableError(f"{written!r} is no day as 2025-12-31, 31.12.2025 or 2025") from None


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
