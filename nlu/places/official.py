"""The official key of municipalities: compares it with the project's own table, and brings the table up to date.

The key is a CSV file with a row for each municipality, as geofi publishes Statistics Finland's classifications:
columns `kunta`, `municipality_name_fi`, `maakunta_code` and `tyollisyysalue_code`, codes zero-padded.
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
    """`rows` is the table as it should be; `unknown` are new ones, which need a centre and neighbours by hand."""

    rows: tuple[_Row, ...]
    changes: tuple[Change, ...]
    unknown: tuple[Change, ...]


def read_key(path: Path) -> dict[str, _Row]:
    """Read a key file: code → code, name, region and employment area.

    Raises:
        KeyFileError: when the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
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
    """Compare the key with the table of a folder."""
    with (folder / TABLE).open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    changes: list[Change] = []
    kept: list[_Row] = []
    for row in table:
        official = key.get(row["code"])
        if official is None:
            changes.append(Change(row["code"], row["name"], "", row["name"], ""))
            continue
        changes.extend(
            Change(row["code"], row["name"], column, row[column], official[column])
            for column in _COLUMNS
            if row[column] != official[column]
        )
        kept.append({**row, **official})
    ours = {row["code"] for row in table}
    new = [
        Change(row["code"], row["name"], "", "", row["name"])
        for row in key.values()
        if row["code"] not in ours
    ]
    return Comparison(tuple(_renamed(kept, changes)), tuple(changes), tuple(new))


def write_table(rows: tuple[_Row, ...], folder: Path = FOLDER) -> None:
    """Write the table of municipalities."""
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _renamed(rows: list[_Row], changes: list[Change]) -> list[_Row]:
    """Carry new names, and municipalities that are gone, through to the lists of neighbours."""
    names = {change.old: change.new for change in changes if change.column in ("name", "")}
    for row in rows:
        around = (names.get(name, name) for name in row["neighbours"].split(";"))
        row["neighbours"] = ";".join(sorted(name for name in around if name))
    return rows
