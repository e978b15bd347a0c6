"""The official key of municipalities: compares it with the project's table, and brings that up to date.

The key is a CSV file with a row for each municipality, as geofi publishes Statistics
Finland's classifications: columns `kunta`, `municipality_name_fi`, `maakunta_code` and `tyollisyysalue_code`.
New regions and employment areas are taken over; new, renamed and merged municipalities are only reported,
since their centres, neighbours and districts are not in the key.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nlu.places.tables import FOLDER

TABLE = "municipalities.csv"
_COLUMNS = {
    "code": ("kunta", 3),
    "name": ("municipality_name_fi", 0),
    "region": ("maakunta_code", 2),
    "employment_area": ("tyollisyysalue_code", 2),
}
_CODES_IN = {"region": "regions.csv", "employment_area": "employment_areas.csv"}
_Row = dict[str, str]


class KeyFileError(Exception):
    """The file is no key of municipalities; the message says why."""


@dataclass(frozen=True)
class Change:
    """What the key says otherwise about a municipality; `column` is "" for one that is new or gone."""

    code: str
    name: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Comparison:
    """`rows` is the table with the `changes` in it; the ones `by_hand` are not."""

    rows: tuple[_Row, ...]
    changes: tuple[Change, ...]
    by_hand: tuple[Change, ...]


def read_key(path: Path) -> dict[str, _Row]:
    """Read a key file: code → code, name, region and employment area.

    Raises:
        KeyFileError: when the file cannot be read or lacks a column.
    """
    try:
        rows = _rows(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KeyFileError(f"{path}: {error}") from error
    missing = [column for column, _ in _COLUMNS.values() if not rows or column not in rows[0]]
    if missing:
        raise KeyFileError(f"{path}: no rows, or no column {', '.join(missing)}")
    key = [
        {ours: (row[theirs] or "").zfill(width) for ours, (theirs, width) in _COLUMNS.items()} for row in rows
    ]
    return {row["code"]: row for row in key}


def compare(key: Mapping[str, _Row], folder: Path = FOLDER) -> Comparison:
    """Compare the key with the tables of a folder."""
    table = _rows(folder / TABLE)
    known = {column: {row["code"] for row in _rows(folder / name)} for column, name in _CODES_IN.items()}
    changes = [change for row in table for change in _changes(row, key.get(row["code"]))]
    ours = {row["code"] for row in table}
    changes += [
        Change(code, row["name"], "", "", row["name"]) for code, row in key.items() if code not in ours
    ]
    certain = [change for change in changes if change.new in known.get(change.column, ())]
    new = {(change.code, change.column): change.new for change in certain}
    rows = tuple({column: new.get((row["code"], column), row[column]) for column in row} for row in table)
    return Comparison(rows, tuple(certain), tuple(change for change in changes if change not in certain))


def _changes(row: _Row, official: _Row | None) -> list[Change]:
    code, name = row["code"], row["name"]
    if official is None:
        return [Change(code, name, "", name, "")]
    return [
        Change(code, name, column, row[column], official[column])
        for column in _COLUMNS
        if row[column] != official[column]
    ]


def _rows(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(rows: tuple[_Row, ...], folder: Path = FOLDER) -> None:
    """Write the table of municipalities."""
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
