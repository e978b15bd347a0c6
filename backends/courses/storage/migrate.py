"""Brings the tables of the catalogue to this release, on SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "course_version"  # the gateway's tables may be in the same database


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Migrates to `revision`, in the connection's transaction."""
    command.upgrade(configuration(connection), revision)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for the migrations of the catalogue."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
