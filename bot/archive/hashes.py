"""The content of a database in a few hashes: the same rows give the same hashes on SQLite and PostgreSQL."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, inspect, select

import bot.tables  # noqa: F401 - makes all tables known
from bot.conversations.schema import Base


def table_hashes(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return rows and SHA-256 of every table of ours that the database has."""
    inspector = inspect(connection)
    present = set(inspector.get_table_names())
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    return {
        table.name: _hash(connection, table, {column["name"] for column in inspector.get_columns(table.name)})
        for table in tables
        if table.name in present
    }


def _hash(connection: Connection, table: Table, columns: set[str]) -> dict[str, Any]:
    """Of an older release's table the columns that it has."""
    chosen = [column for column in table.columns if column.name in columns]
    lines = sorted(
        json.dumps(
            {column.name: _plain(value) for column, value in zip(chosen, row, strict=True)}, sort_keys=True
        )
        for row in connection.execute(select(*chosen))
    )
    digest = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass"))
    return {"rows": len(lines), "sha256": digest.hexdigest()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """The tables whose rows are not the same, with the numbers of rows."""
    return [
        f"{name}: {expected.get(name, {}).get('rows')} rows expected, {found.get(name, {}).get('rows')} found"
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]
