"""Reads a CSV file on the labour market; every row that cannot be used is named with line and reason.

The columns are documented in docs/labour-market.md. A file is read as UTF-8, else as Windows-1252 (what
spreadsheets write); the separator is a semicolon, comma or tab.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backends.labour.domain import Balance, LabourDataError, Outlook
from backends.labour.texts import labour_texts

_ISCO = re.compile(r"^\d{2,4}$")
_FINNISH_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_NEEDED = ("region", "balance", "date", "source")
_LARGEST = 20_000_000
_LONGEST_SOURCE = 200

type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may name: `occupation` and `region` give the proper name, or None for an unknown one."""

    occupation: Callable[[str], str | None]
    region: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, and the refused rows ("line 7: ...")."""

    outlooks: tuple[Outlook, ...]
    refused: tuple[str, ...]


class _RefusedError(Exception):
    """A row that cannot be used; the message says why."""


def read_csv(path: Path, known: Known, today: date) -> Read:
    """Reads the whole file.

    Raises:
        LabourDataError: for a file that is no such table at all.
    """
    outlooks: dict[tuple[str, str | None], Outlook] = {}
    refused: list[str] = []
    for line, row in _rows(path):
        try:
            outlook = _outlook(row, known, today)
        except _RefusedError as error:
            refused.append(f"line {line}: {error}")
            continue
        key = (outlook.occupation, outlook.region)
        if key in outlooks and outlooks[key].day == outlook.day:
            refused.append(f"line {line}: the same occupation, region and date stand twice")
        elif key not in outlooks or outlooks[key].day < outlook.day:
            outlooks[key] = outlook
    if not outlooks and not refused:
        raise LabourDataError(path.name, ("there are no rows",))
    return Read(tuple(outlooks.values()), tuple(refused))


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    lines = _text(path).splitlines()
    if not lines:
        raise LabourDataError(path.name, ("the file is empty",))
    separator = max(";,\t", key=lines[0].count)
    names = {word: name for name, words in labour_texts().columns.items() for word in words}
    reader = csv.reader(lines, delimiter=separator)
    header = [names.get(cell.strip().lower(), "") for cell in next(reader)]
    missing = [name for name in _NEEDED if name not in header]
    if "occupation" not in header and "isco" not in header:
        missing.insert(0, "occupation or isco")
    if missing:
        raise LabourDataError(path.name, (f"line 1: columns are missing: {', '.join(missing)}",))
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                named = zip(header, cells, strict=False)
                yield reader.line_num, {name: cell.strip() for name, cell in named if name}
    except csv.Error as error:
        raise LabourDataError(path.name, (f"line {reader.line_num}: {error}",)) from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LabourDataError(path.name, (error.strerror or "cannot be read",)) from error
    if len(content) > _LARGEST or b"\0" in content:
        raise LabourDataError(path.name, ("this is no CSV file",))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _outlook(row: Row, known: Known, today: date) -> Outlook:
    source = row.get("source", "")
    if not source or len(source) > _LONGEST_SOURCE:
        raise _RefusedError(f"source is missing or longer than {_LONGEST_SOURCE} characters")
    return Outlook(
        _occupation(row, known), _region(row, known), _balance(row), _day(row.get("date", ""), today), source
    )


def _occupation(row: Row, known: Known) -> str:
    named, isco = row.get("occupation", ""), row.get("isco", "")
    if named:
        found = known.occupation(named)
        if found is None:
            raise _RefusedError(f"unknown occupation: {named[:60]}")
        return found
    if not _ISCO.match(isco):
        raise _RefusedError(f"isco is not a code of 2 to 4 digits: {isco[:20] or '(empty)'}")
    return isco


def _region(row: Row, known: Known) -> str | None:
    named = row.get("region", "")
    if named.lower() in labour_texts().whole_country:
        return None
    found = known.region(named) if named else None
    if found is None:
        raise _RefusedError(f"unknown region: {named[:60] or '(empty)'}")
    return found


def _balance(row: Row) -> Balance:
    said = row.get("balance", "").lower()
    for balance, words in labour_texts().values.items():
        if said in words:
            return balance
    raise _RefusedError(f"balance is none of shortage, balance, surplus: {said[:40] or '(empty)'}")


def _day(said: str, today: date) -> date:
    finnish = _FINNISH_DAY.match(said)
    try:
        day = date(*map(int, finnish.groups()[::-1])) if finnish else date.fromisoformat(said)
    except ValueError as error:
        raise _RefusedError(f"date is not like 2026-11-26 or 26.11.2026: {said[:20] or '(empty)'}") from error
    if day > today:
        raise _RefusedError(f"date lies in the future: {said}")
    return day
