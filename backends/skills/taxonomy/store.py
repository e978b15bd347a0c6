"""Reads and writes a taxonomy's database; a new one replaces the old only when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, create_engine, delete, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from backends.skills.domain import Occupation, Relation, Skill, SkillType, Taxonomy
from backends.skills.taxonomy import schema

type Arrays = Mapping[str, NDArray[Any]]
_BATCH = 5_000
_INDEX = "index:"


class TaxonomyStorageError(RuntimeError):
    """The taxonomy's database cannot be read or written."""


def write_taxonomy(path: Path, taxonomy: Taxonomy) -> None:
    """Writes a taxonomy to `path`; an older file stays until the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".new", dir=path.parent)
    os.close(handle)
    new = Path(name)
    try:
        with _connected(f"sqlite:///{new}") as connection:
            connection.execute(text("PRAGMA synchronous = OFF"))
            schema.metadata.create_all(connection)
            _fill(connection, taxonomy)
            connection.commit()
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def read_taxonomy(path: Path) -> Taxonomy:
    """The taxonomy of a database; TaxonomyStorageError where there is none or it is broken."""
    with _reading(path) as connection:
        version = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "schema"))
        if version != str(schema.SCHEMA_VERSION):
            raise TaxonomyStorageError(f"{path} was made by another version; import it again")
        occupations = tuple(_occupation(row) for row in _rows(connection, schema.occupations))
        skills = tuple(_skill(row) for row in _rows(connection, schema.skills))
        relations = tuple(
            Relation(occupations[row["occupation"]].uri, skills[row["skill"]].uri, bool(row["essential"]))
            for row in _rows(connection, schema.relations)
        )
        groups = tuple((row["code"], row["label"]) for row in _rows(connection, schema.groups))
    return Taxonomy(occupations, skills, relations, groups)


def write_arrays(path: Path, part: str, stamp: str, arrays: Arrays) -> None:
    """Replaces a part of the index in a taxonomy's database, in one transaction."""
    key, prefix = _INDEX + part, f"{part}/"
    with _connected(f"sqlite:///{path}") as connection:
        connection.execute(delete(schema.arrays).where(schema.arrays.c.name.startswith(prefix)))
        connection.execute(delete(schema.arrays).where(~schema.arrays.c.name.contains("/")))
        for name, array in arrays.items():
            row = {
                "name": prefix + name,
                "dtype": array.dtype.str,
                "shape": ",".join(map(str, array.shape)),
                "data": np.ascontiguousarray(array).tobytes(),
            }
            connection.execute(insert(schema.arrays), row)
        connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
        connection.execute(insert(schema.meta), {"key": key, "value": stamp})
        connection.commit()


def read_arrays(path: Path, part: str, stamp: str) -> dict[str, NDArray[Any]] | None:
    """A part of the index, or None when there is none with that stamp."""
    prefix = f"{part}/"
    with _reading(path) as connection:
        held = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == _INDEX + part))
        if held != stamp:
            return None
        wanted = select(schema.arrays).where(schema.arrays.c.name.startswith(prefix))
        rows = connection.execute(wanted).mappings().all()
    return {
        row["name"].removeprefix(prefix): np.frombuffer(row["data"], dtype=row["dtype"]).reshape(
            [int(length) for length in row["shape"].split(",")]
        )
        for row in rows
    }


def _fill(connection: Connection, taxonomy: Taxonomy) -> None:
    occupation_rows = {one.uri: row for row, one in enumerate(taxonomy.occupations)}
    skill_rows = {one.uri: row for row, one in enumerate(taxonomy.skills)}
    _insert(connection, schema.meta, [{"key": "schema", "value": str(schema.SCHEMA_VERSION)}])
    _insert(
        connection,
        schema.occupations,
        [
            {"row": row, **{name: getattr(one, name) for name in ("uri", "label", "isco", "code", "field")}}
            | {"alternatives": "\n".join(one.alternatives), "description": one.description}
            for row, one in enumerate(taxonomy.occupations)
        ],
    )
    _insert(
        connection,
        schema.skills,
        [
            {"row": row, "uri": one.uri, "label": one.label, "type": one.type}
            | {"alternatives": "\n".join(one.alternatives)}
            for row, one in enumerate(taxonomy.skills)
        ],
    )
    _insert(
        connection,
        schema.relations,
        [
            {
                "occupation": occupation_rows[one.occupation],
                "skill": skill_rows[one.skill],
                "essential": one.essential,
            }
            for one in taxonomy.relations
        ],
    )
    _insert(connection, schema.groups, [{"code": code, "label": label} for code, label in taxonomy.groups])


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for at in range(0, len(rows), _BATCH):
        connection.execute(insert(table), list(rows[at : at + _BATCH]))


def _rows(connection: Connection, table: Table) -> Sequence[Any]:
    return connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()


def _occupation(row: Mapping[str, Any]) -> Occupation:
    return Occupation(
        uri=row["uri"],
        label=row["label"],
        isco=row["isco"],
        code=row["code"],
        alternatives=tuple(row["alternatives"].split("\n")) if row["alternatives"] else (),
        description=row["description"],
        field=row["field"],
    )


def _skill(row: Mapping[str, Any]) -> Skill:
    kind = SkillType(row["type"]) if row["type"] else None
    return Skill(
        row["uri"], row["label"], kind, tuple(row["alternatives"].split("\n")) if row["alternatives"] else ()
    )


@contextmanager
def _reading(path: Path) -> Iterator[Connection]:
    if not path.is_file():
        raise TaxonomyStorageError(f"there is no taxonomy at {path}")
    with _connected(f"sqlite:///file:{path}?mode=ro&uri=true") as connection:
        yield connection


@contextmanager
def _connected(address: str) -> Iterator[Connection]:
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise TaxonomyStorageError(str(error.__cause__ or error)) from error
    finally:
        engine.dispose()
