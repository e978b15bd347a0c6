"""Finds the files in what was given: folders, zip archives, single CSV and JSON files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from backends.skills.domain import SkillsDataError

_LARGEST_FILE = 500_000_000
_READ = (".csv", ".json")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A CSV or JSON file, maybe inside a zip; `open` gives its bytes."""

    name: str
    open: Callable[[], IO[bytes]]

    @property
    def is_json(self) -> bool:
        """Whether it is JSON and not CSV."""
        return self.name.lower().endswith(".json")


@contextmanager
def source_files(sources: Sequence[Path]) -> Iterator[list[SourceFile]]:
    """All files of the sources, in the order given; archives stay open meanwhile.

    Raises:
        SkillsDataError: when a source is missing, holds nothing to read or is no readable archive.
    """
    archives: list[zipfile.ZipFile] = []
    try:
        yield [file for source in sources for file in _files(source, archives)]
    finally:
        for archive in archives:
            archive.close()


def _files(source: Path, archives: list[zipfile.ZipFile]) -> list[SourceFile]:
    if not source.exists():
        raise SkillsDataError(str(source), None, "there is no such file or folder")
    paths = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
    found: list[SourceFile] = []
    for path in paths:
        if path.suffix.lower() == ".zip":
            found += _members(path, archives)
        elif path.suffix.lower() in _READ:
            found.append(SourceFile(path.name, lambda path=path: path.open("rb")))  # type: ignore[misc]
    if not found:
        raise SkillsDataError(str(source), None, "holds no CSV, JSON or zip file")
    return found


def _members(path: Path, archives: list[zipfile.ZipFile]) -> list[SourceFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise SkillsDataError(path.name, None, f"is no readable zip archive: {error}") from error
    archives.append(archive)
    found = []
    for member in archive.infolist():
        if member.is_dir() or not member.filename.lower().endswith(_READ):
            continue
        if member.file_size > _LARGEST_FILE:
            raise SkillsDataError(path.name, None, f"{member.filename} is too large")
        name = f"{path.name}/{member.filename}"
        found.append(SourceFile(name, lambda member=member: archive.open(member)))  # type: ignore[misc]
    return found
