"""Rows for any table: something of each column's type, with a mark to look for."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
)

MARK, HIDDEN = "Mirrinmaukuja", "Avainkuja"
# What opens or finds something; what only names a row or a version does not.
IS_SECRET = re.compile(r"(hash|token|sealed|secret|lease$|payload|_key$)")
NUMBER = 30_001  # behind whatever a table numbers by itself
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)

Rows = dict[str, dict[str, Any]]


def told(column: Column[Any]) -> str:
    """A text that shows where it came from; of a secret one that must never be shown."""
    first = HIDDEN if IS_SECRET.search(column.name) else MARK
    length = getattr(column.type, "length", None) or 200
    return f"{first} {column.table.name} {column.name}"[:length]


def value(column: Column[Any]) -> Any:
    """Something of the column's type."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    match kind:
        case JSON():
            return {"title": told(column)}
        case String():
            return told(column)
        case Boolean():
            return True
        case SmallInteger():
            return 1
        case Integer():
            return NUMBER
        case Float():
            return 0.5
        case Date():
            return date(2026, 11, 27)
        case DateTime():
            return NOW
    raise AssertionError(f"{column}: say here what a {column.type!r} may hold")


def fill(connection: Connection, tables: Iterable[Table], **given: Any) -> Rows:
    """Make a row in each table, parents first; `given` are values of columns by name, where they are."""
    made: Rows = {}
    for table in tables:
        row = {column.name: value(column) for column in table.columns}
        for key in (key for key in table.foreign_keys if key.column.table.name in made):
            row[key.parent.name] = made[key.column.table.name][key.column.name]
        row |= {name: value for name, value in given.items() if name in row}
        connection.execute(table.insert().values(row))
        made[table.name] = row
    return made
