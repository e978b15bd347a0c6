"""Reads the embedded catalogue's source tables and checks them one by one and against each other."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ValidationError

from backends.courses.catalogue_schema import (
    CourseRow,
    CourseTable,
    Defaults,
    FieldRow,
    FieldTable,
    ProviderRow,
    ProviderTable,
)
from backends.courses.catalogue_yaml import LocatedYaml, Location, read_yaml
from backends.courses.domain import CatalogueError, Kind


@dataclass(frozen=True, slots=True)
class Course:
    """A checked row with what its table says of it."""

    row: CourseRow
    kind: Kind
    checked_on: date


@dataclass(frozen=True, slots=True)
class Places:
    """Official names: the region of each municipality, from the gazetteer's tables."""

    region_of: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """All source tables of the catalogue, with their references checked."""

    defaults: Defaults
    fields: dict[str, FieldRow]
    providers: dict[str, ProviderRow]
    courses: dict[str, Course]
    places: Places


def read_tables(folder: Path, places_folder: Path) -> Tables:
    """Reads and checks every table under `folder`.

    Raises CatalogueError at the first thing that is wrong: broken YAML, a missing or unknown key, a wrong
    code, an id that stands twice, a reference to a field, course or place that there is not.
    """
    if not folder.is_dir():
        raise CatalogueError(str(folder), None, "there is no such folder")
    places = read_places(places_folder)
    defaults, default_lines = _read(folder, folder / "defaults.yml", Defaults)
    field_table, field_lines = _read(folder, folder / "fields.yml", FieldTable)
    checks = _Checks(defaults, places)
    checks.defaults(defaults, default_lines)
    fields = {row.id: row for row in checks.unique(field_table.items, field_lines)}
    courses = {course.row.id: course for course in _courses(folder, checks, fields)}
    checks.qualifications(courses)
    providers = {row.id: row for row in _providers(folder, checks, courses)}
    return Tables(defaults, fields, providers, courses, places)


def read_places(folder: Path) -> Places:
    """Reads the official names of municipalities and of their regions, as the gazetteer of `nlu` has them."""
    regions = {row["code"]: row["name"] for row in _read_csv(folder / "regions.csv", ("code", "name"))}
    region_of: dict[str, str] = {}
    path = folder / "municipalities.csv"
    for number, row in enumerate(_read_csv(path, ("name", "region")), start=2):
        if row["region"] not in regions:
            raise CatalogueError(path.name, number, f"no region with the code '{row['region']}'")
        region_of[row["name"]] = regions[row["region"]]
    return Places(region_of)


def _read_csv(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path.name, None, f"cannot be read: {error}") from error
    missing = [column for column in columns if not rows or column not in rows[0]]
    if missing:
        raise CatalogueError(path.name, 1, f"no column '{missing[0]}'")
    return rows


def _courses(folder: Path, checks: _Checks, fields: dict[str, FieldRow]) -> Iterator[Course]:
    for path in sorted((folder / "courses").rglob("*.yml")):
        table, lines = _read(folder, path, CourseTable)
        for index, row in enumerate(checks.unique(table.items, lines)):
            checks.known(row.field in fields, lines, ("items", index, "field"), f"no field '{row.field}'")
            if isinstance(row.regions, tuple):
                checks.regions(row.regions, lines, ("items", index, "regions"))
            if row.qualification is not None:
                checks.remember_qualification(row.qualification, lines, ("items", index, "qualification"))
            yield Course(row, table.kind, table.checked_on)


def _providers(folder: Path, checks: _Checks, courses: dict[str, Course]) -> Iterator[ProviderRow]:
    for path in sorted((folder / "providers").glob("*.yml")):
        table, lines = _read(folder, path, ProviderTable)
        for index, row in enumerate(checks.unique(table.items, lines)):
            for number, name in enumerate(row.municipalities):
                where = ("items", index, "municipalities", number)
                checks.known(name in checks.places.region_of, lines, where, f"no municipality '{name}'")
            for number, course in enumerate(row.teaches):
                checks.known(
                    course in courses, lines, ("items", index, "teaches", number), f"no course '{course}'"
                )
            yield row


def _read[Table: BaseModel](folder: Path, path: Path, model: type[Table]) -> tuple[Table, LocatedYaml]:
    document = read_yaml(path, path.relative_to(folder).as_posix())
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        first = error.errors()[0]
        location = tuple(
            part for part in first["loc"] if not str(part).startswith(("lax-", "function-", "json-"))
        )
        shown = ".".join(str(part) for part in location) or "the file"
        raise CatalogueError(document.file, document.line_of(location), f"{shown}: {first['msg']}") from error


class _Checks:
    """Checks that need more than one row; each raises CatalogueError with the line."""

    def __init__(self, defaults: Defaults, places: Places) -> None:
        self.places = places
        self._regions = frozenset(defaults.regions)
        self._seen: dict[str, str] = {}
        self._qualifications: list[tuple[str, LocatedYaml, Location]] = []

    def unique[Row: (FieldRow, ProviderRow, CourseRow)](
        self, rows: Iterable[Row], lines: LocatedYaml
    ) -> Iterator[Row]:
        """Passes the rows on; an id may stand once among all rows of its sort."""
        for index, row in enumerate(rows):
            line = lines.line_of(("items", index, "id"))
            key = f"{type(row).__name__}:{row.id}"
            if key in self._seen:
                raise CatalogueError(
                    lines.file, line, f"the id '{row.id}' stands already at {self._seen[key]}"
                )
            self._seen[key] = f"{lines.file}:{line}"
            yield row

    def known(self, holds: bool, lines: LocatedYaml, location: Location, reason: str) -> None:
        """A reference must lead somewhere."""
        if not holds:
            raise CatalogueError(lines.file, lines.line_of(location), reason)

    def defaults(self, defaults: Defaults, lines: LocatedYaml) -> None:
        """The defaults' regions must have their official names, and rules be about one of them."""
        official = set(self.places.region_of.values())
        for index, name in enumerate(defaults.regions):
            self.known(name in official, lines, ("regions", index), f"no region '{name}'")
        for name in defaults.region_rules:
            self.known(name in self._regions, lines, ("region_rules", name), f"no region '{name}'")

    def regions(self, names: tuple[str, ...], lines: LocatedYaml, location: Location) -> None:
        """Regions must be among the nineteen."""
        for number, name in enumerate(names):
            self.known(name in self._regions, lines, (*location, number), f"no region '{name}'")

    def remember_qualification(self, name: str, lines: LocatedYaml, location: Location) -> None:
        """A degree part's qualification may stand in a later file: it is checked at the end."""
        self._qualifications.append((name, lines, location))

    def qualifications(self, courses: dict[str, Course]) -> None:
        """Each qualification that a degree part names must be a degree of the catalogue."""
        for name, lines, location in self._qualifications:
            found = name in courses and courses[name].kind is Kind.DEGREE
            self.known(found, lines, location, f"no qualification '{name}'")
