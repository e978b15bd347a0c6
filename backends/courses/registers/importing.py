"""Imports files of ePerusteet or koodisto: each file whole or not at all, with a report of refusals."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from backends.courses.opintopolku.mapping import Refused
from backends.courses.registers import eperusteet, koodisto
from backends.courses.registers.store import RegisterStore

_MOST_BYTES = 100_000_000

type _Saved = tuple[int, Iterable[Refused]]  # how many were saved, and what was refused


@dataclass
class Report:
    """What an import did; `examples` has one refusal of each reason, its item named by file."""

    files: int = 0
    saved: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Refused] = field(default_factory=dict)

    def refuse(self, file: str, refused: Iterable[Refused]) -> None:
        """Counts refusals of a file."""
        for one in refused:
            self.refused[one.reason] += 1
            self.examples.setdefault(one.reason, Refused(f"{file}: {one.item}", one.reason, one.detail))


def import_eperusteet(
    sources: Iterable[Path],
    store: RegisterStore,
    today: date,
    told: Callable[[Path], None] = lambda path: None,
) -> Report:
    """Units of all files (JSON; a folder stands for those in it)."""

    def save(content: object) -> _Saved:
        units, refused = eperusteet.units(content, today)
        store.save_units(units, today)
        return len(units), refused

    return _import(sources, save, told)


def import_koodisto(
    sources: Iterable[Path],
    store: RegisterStore,
    today: date,
    told: Callable[[Path], None] = lambda path: None,
) -> Report:
    """Names of the codes of all files (JSON; a folder stands for those in it)."""

    def save(content: object) -> _Saved:
        names, refused = koodisto.names(content)
        store.save_names(names, today)
        return len(names), refused

    return _import(sources, save, told)


def _import(
    sources: Iterable[Path], save: Callable[[object], _Saved], told: Callable[[Path], None]
) -> Report:
    report = Report()
    for path, content in _contents(sources, report, told):
        saved, refused = save(content)
        report.saved += saved
        report.refuse(path.name, refused)
    return report


def _contents(
    sources: Iterable[Path], report: Report, told: Callable[[Path], None]
) -> Iterator[tuple[Path, object]]:
    for path in _files(sources):
        told(path)
        try:
            if path.stat().st_size > _MOST_BYTES:
                report.refuse(path.name, [Refused("file", "too_large")])
                continue
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            report.refuse(path.name, [Refused("file", "unreadable", type(error).__name__)])
            continue
        except json.JSONDecodeError as error:
            report.refuse(path.name, [Refused(f"line {error.lineno}", "broken_json", error.msg)])
            continue
        report.files += 1
        yield path, content


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        yield from sorted(source.glob("*.json")) if source.is_dir() else (source,)
