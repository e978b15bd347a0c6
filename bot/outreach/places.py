"""Municipalities and regions of Finland, from the gazetteer's own tables (`data/lookups/places/`)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.texts import TextsError


@dataclass(frozen=True, slots=True)
class Places:
    """`region_of`: the region of a municipality, region or area, by its name in lower case."""

    municipalities: dict[str, str]
    regions: tuple[str, ...]
    region_of: dict[str, str]

    def municipality(self, name: str) -> str | None:
        """The official name of a municipality, whatever the case; None for what is none."""
        return self.municipalities.get(" ".join(name.split()).lower())

    def region(self, name: str) -> str | None:
        """The region that a place lies in; of an area over several regions that of its first part."""
        return self.region_of.get(" ".join(name.split()).lower())


@cache
def places_of(data: Path) -> Places:
    """Read the tables. Raises TextsError."""
    folder = data / "lookups" / "places"
    regions = {row["code"]: row["name"] for row in _rows(folder / "regions.csv")}
    towns = _rows(folder / "municipalities.csv")
    region_of = {name.lower(): name for name in regions.values()}
    region_of |= {town["name"].lower(): regions[town["region"]] for town in towns}
    for area in _rows(folder / "areas.csv"):
        first = area["members"].split(";")[0].lower()
        region_of.setdefault(area["name"].lower(), region_of[first])
    for alias in (*_rows(folder / "aliases.csv"), *_rows(folder / "districts.csv")):
        name, of = alias.get("alias") or alias["name"], alias["name"]
        town = (alias.get("municipality") or of).lower()
        if town in region_of:
            region_of.setdefault(name.lower(), region_of[town])
    return Places({town["name"].lower(): town["name"] for town in towns}, tuple(regions.values()), region_of)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise TextsError(f"{path.name}: {error.strerror or error}") from error
