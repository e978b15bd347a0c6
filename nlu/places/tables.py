"""Reads the tables of places under data/lookups/places/. They are typed by hand and checked by the tests."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlu.paths import LOOKUPS
from nlu.places.model import AREA, EMPLOYMENT_AREA, MUNICIPALITY, REGION, Caution, Name, Place

FOLDER = LOOKUPS / "places"
_Row = Mapping[str, str]


@dataclass(frozen=True)
class PlaceTables:
    """All places, the municipalities of each that is none itself, and all names, the first ones first.

    `places` may hold one name twice, with different kinds: Lahti is a municipality and an employment area.
    `doubtful` are forms in lower case that are another word more often than the place.
    """

    places: tuple[Place, ...]
    members: Mapping[tuple[str, str], tuple[str, ...]]
    names: tuple[Name, ...]
    doubtful: frozenset[str]


def read_tables(folder: Path = FOLDER) -> PlaceTables:
    """Read the folder.

    Raises:
        ValueError: when a table names a place that no table has.
    """
    rows = {path.stem: _rows(path) for path in folder.glob("*.csv")}
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in rows["aliases"]:
        aliases[row["name"]].append(row["alias"])
    municipalities = _municipalities(rows, aliases)
    groups = list(_groups(rows, municipalities, aliases))
    places = (*municipalities, *(place for place, _ in groups))
    members = {(place.name, place.kind): inside for place, inside in groups}
    kinds = {place.name: place.kind for place in reversed(places)}
    names = tuple(_names(rows, kinds))
    return PlaceTables(places, members, names, frozenset(row["form"] for row in rows["doubtful"]))


def _rows(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _municipalities(rows: Mapping[str, list[_Row]], aliases: Mapping[str, list[str]]) -> list[Place]:
    regions = {row["code"]: row["name"] for row in rows["regions"]}
    areas = {row["code"]: row["name"] for row in rows["employment_areas"]}
    return [
        Place(
            name=row["name"],
            kind=MUNICIPALITY,
            code=row["code"],
            region=regions[row["region"]],
            employment_area=areas[row["employment_area"]],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            neighbours=tuple(row["neighbours"].split(";")),
            aliases=tuple(aliases.get(row["name"], ())),
        )
        for row in rows["municipalities"]
    ]


def _groups(
    rows: Mapping[str, list[_Row]], municipalities: list[Place], aliases: Mapping[str, list[str]]
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the regions, areas and employment areas with the municipalities in them."""
    by_name = {place.name: place for place in municipalities}
    for row in rows["regions"]:
        inside = [place for place in municipalities if place.region == row["name"]]
        around = sorted(
            {by_name[near].region for place in inside for near in place.neighbours} - {row["name"]}
        )
        yield _group(row, REGION, inside, around, aliases)
    for row in rows["areas"]:
        wanted = row["members"].split(";")
        inside = [place for place in municipalities if place.name in wanted or place.region in wanted]
        yield _group(row, AREA, inside, [place.name for place in inside], aliases)
    for row in rows["employment_areas"]:
        inside = [place for place in municipalities if place.employment_area == row["name"]]
        yield _group(row, EMPLOYMENT_AREA, inside, [place.name for place in inside], aliases)


def _group(
    row: _Row, kind: str, inside: list[Place], neighbours: list[str], aliases: Mapping[str, list[str]]
) -> tuple[Place, tuple[str, ...]]:
    regions = {place.region for place in inside}
    place = Place(
        name=row["name"],
        kind=kind,
        code=row.get("code", ""),
        region=regions.pop() if len(regions) == 1 and kind != REGION else "",
        employment_area="",
        lat=round(sum(place.lat for place in inside) / len(inside), 2),
        lon=round(sum(place.lon for place in inside) / len(inside), 2),
        neighbours=tuple(neighbours),
        aliases=tuple(aliases.get(row["name"], ())),
    )
    return place, tuple(place.name for place in inside)


def _names(rows: Mapping[str, list[_Row]], kinds: Mapping[str, str]) -> Iterator[Name]:
    for table in ("municipalities", "regions", "areas", "employment_areas"):
        for row in rows[table]:
            yield _name(row["name"], row["name"], row, kinds)
    for row in rows["aliases"]:
        yield _name(row["alias"], row["name"], row, kinds)
    for row in rows["districts"]:
        yield _name(row["name"], row["municipality"], row, kinds)


def _name(text: str, means: str, row: _Row, kinds: Mapping[str, str]) -> Name:
    if means not in kinds:
        raise ValueError(f"{text} means {means}, which no table has")
    return Name(text, means, kinds[means], row["stems"], Caution(row.get("caution", "")))
