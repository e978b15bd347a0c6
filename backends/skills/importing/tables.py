"""Reads ESCO's CSV files strictly: a torn or mis-encoded file is refused with its line."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from backends.skills.domain import ESCO, SkillsDataError
from backends.skills.importing.sources import SourceFile

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LONGEST_FIELD = 1_000_000
type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row by column, with the 1-based line of the file that it ends on."""

    number: int
    row: Row


class Table:
    """A CSV file: its header, then its rows one after the other."""

    def __init__(self, file: SourceFile) -> None:
        csv.field_size_limit(_LONGEST_FIELD)
        self.name = file.name
        self._reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
        first = self._next()
        if not first:
            raise SkillsDataError(self.name, 1, "has no header")
        self.columns = tuple(column.strip() for column in first)

    def has(self, *columns: str) -> bool:
        """Whether the header names all of these."""
        return set(columns) <= set(self.columns)

    def lines(self) -> Iterator[Line]:
        """Yields the rows; SkillsDataError for one that has not as many fields as the header."""
        while (fields := self._next()) is not None:
            if not fields:
                continue
            if len(fields) != len(self.columns):
                reason = f"{len(fields)} fields where the header has {len(self.columns)}; is the file whole?"
                raise SkillsDataError(self.name, self._reader.line_num, reason)
            yield Line(self._reader.line_num, dict(zip(self.columns, fields, strict=True)))

    def refuse(self, line: Line, reason: str) -> SkillsDataError:
        """The error to raise for a row."""
        return SkillsDataError(self.name, line.number, reason)

    def uri(self, line: Line, column: str) -> str:
        """A column that must hold a URI of ESCO."""
        value = line.row[column].strip()
        if not value.startswith(ESCO):
            raise self.refuse(line, f"{column} is no ESCO URI: {value[:80]!r}")
        return value

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader, None)
        except csv.Error as error:
            raise SkillsDataError(self.name, self._reader.line_num, f"broken CSV: {error}") from error


def read_bytes(file: SourceFile) -> bytes:
    """The bytes of a file; SkillsDataError when it or its archive cannot be read."""
    try:
        with file.open() as stream:
            return stream.read()
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise SkillsDataError(file.name, None, f"cannot be read: {error}") from error


def _text(file: SourceFile) -> str:
    content = read_bytes(file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SkillsDataError(file.name, line, "is not UTF-8; save the file as UTF-8") from error
    if _REPLACEMENT in text or "\0" in text:
        broken = min(at for at in (text.find(_REPLACEMENT), text.find("\0")) if at >= 0)
        raise SkillsDataError(
            file.name, text[:broken].count("\n") + 1, "holds characters that were lost in a conversion"
        )
    return text
