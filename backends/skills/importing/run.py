"""The whole import: read everything, then replace the old taxonomy in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from backends.skills.domain import Taxonomy
from backends.skills.importing.merge import Merged
from backends.skills.importing.readers import read_file
from backends.skills.importing.sources import source_files
from backends.skills.taxonomy.store import write_taxonomy


@dataclass(frozen=True, slots=True)
class Imported:
    """The report: how many of each, and what was left out with how often."""

    taxonomy: Taxonomy
    notes: dict[str, int]


def read_sources(sources: Sequence[Path], progress: Callable[[str], None] = lambda _: None) -> Imported:
    """Reads and merges the sources; CSV files go before JSON, because they say more.

    Raises:
        SkillsDataError: with file, line and reason; nothing is half imported.
    """
    merged = Merged()
    with source_files(sources) as files:
        for file in sorted(files, key=lambda file: file.is_json):
            progress(f"{file.name}: {read_file(file, merged)}")
    taxonomy = merged.taxonomy()
    return Imported(taxonomy, dict(merged.notes))


def import_taxonomy(
    sources: Sequence[Path], target: Path, progress: Callable[[str], None] = lambda _: None
) -> Imported:
    """Imports into the database `target`, which stays as it was when anything is refused."""
    imported = read_sources(sources, progress)
    write_taxonomy(target, imported.taxonomy)
    return imported
