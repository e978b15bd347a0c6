"""What was imported from ePerusteet and koodisto, in a SQLite file of its own beside the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Column, Date, MetaData, String, Table, Text, select
from sqlalchemy.dialects.sqlite import insert as upsert

from backends.courses.domain import Extent, ExtentUnit
from backends.courses.registers.eperusteet import Unit
from backends.courses.storage.file import SqliteFile

DATABASE = "registers.sqlite"
_metadata = MetaData()
_units = Table(
    "units",
    _metadata,
    Column("code", String, primary_key=True),
    Column("document", Text, nullable=False),
    Column("imported_on", Date, nullable=False),
)
_names = Table(
    "names",
    _metadata,
    Column("code", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("imported_on", Date, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Registers:
    """Everything that was imported: units by code with their days, and official names by code."""

    units: Mapping[str, tuple[Unit, date]]
    names: Mapping[str, str]


NOTHING = Registers({}, {})


class RegisterStore:
    """The file; made with its tables if need be. All methods block; StorageError if the file fails."""

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, _metadata)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def save_units(self, units: Iterable[Unit], today: date) -> None:
        """Adds units; one that is there is replaced. All of them, or nothing."""
        rows = [
            {"code": one.code, "document": json.dumps(asdict(one), ensure_ascii=False), "imported_on": today}
            for one in units
        ]
        self._save(_units, rows)

    def save_names(self, names: Mapping[str, str], today: date) -> None:
        """Adds names; one that is there is replaced. All of them, or nothing."""
        self._save(
            _names, [{"code": code, "name": name, "imported_on": today} for code, name in names.items()]
        )

    def all(self) -> Registers:
        """Everything."""
        with self._file.transaction() as connection:
            units = {
                row.code: (_unit(row.document), row.imported_on) for row in connection.execute(select(_units))
            }
            names = {row.code: row.name for row in connection.execute(select(_names))}
        return Registers(units, names)

    def _save(self, table: Table, rows: list[dict[str, object]]) -> None:
        with self._file.transaction() as connection:
            for row in rows:
                insert = upsert(table).values(row)
                connection.execute(insert.on_conflict_do_update(index_elements=["code"], set_=row))


def _unit(document: str) -> Unit:
    values = json.loads(document)
    extent = values["extent"]
    if extent is not None:
        values["extent"] = Extent(extent["amount"], ExtentUnit(extent["unit"]), extent["maximum"])
    return Unit(**{**values, "outcomes": tuple(values["outcomes"])})
