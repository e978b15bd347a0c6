"""Tables of a taxonomy's database. `arrays` holds the index that matching makes of the rest."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA_VERSION = 1

metadata = MetaData()

meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

# Rows are numbered from 0 in the order of the source; relations name rows. `alternatives`: one a line.
occupations = Table(
    "occupations",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("uri", String, nullable=False, unique=True),
    Column("label", String, nullable=False),
    Column("isco", String),
    Column("code", String),
    Column("alternatives", Text, nullable=False),
    Column("description", Text),
    Column("field", String),
)

skills = Table(
    "skills",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("uri", String, nullable=False, unique=True),
    Column("label", String, nullable=False),
    Column("type", String),
    Column("alternatives", Text, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("occupation", Integer, primary_key=True),
    Column("skill", Integer, primary_key=True),
    Column("essential", Boolean, nullable=False),
)

groups = Table(
    "groups", metadata, Column("code", String, primary_key=True), Column("label", String, nullable=False)
)

arrays = Table(
    "arrays",
    metadata,
    Column("name", String, primary_key=True),
    Column("dtype", String, nullable=False),
    Column("shape", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
