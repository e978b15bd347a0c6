"""Finds the messages in the data that learners read: one string is one message."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.validation.language.rules import Source
from datafiles import read_yaml


@dataclass(frozen=True, slots=True)
class Message:
    """What is said at once: the file and the keys that lead to it, and the text."""

    file: str
    place: str
    text: str


def messages_of(root: Path, source: Source) -> Iterator[Message]:
    """Yield the messages of a source's files; a text that stands twice in a file is given once."""
    for path in sorted(root.glob(source.path)):
        data = read_yaml(path)
        if source.under:
            data = data[source.under]
        seen: set[str] = set()
        for place, text in _strings(data, source, ""):
            if text not in seen:
                seen.add(text)
                yield Message(str(path.relative_to(root)), place, text)


def _strings(data: Any, source: Source, place: str, *, said: bool | None = None) -> Iterator[tuple[str, str]]:
    """Every string that is said. `said`: whether the nearest key with a name says so."""
    if isinstance(data, dict):
        for key, value in data.items():
            name = str(key)
            if name not in source.skip:
                told = not source.only or name in source.only
                yield from _strings(value, source, f"{place}.{name}".strip("."), said=told)
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data):
            yield from _strings(value, source, f"{place}[{number}]", said=said)
    elif isinstance(data, str) and data.strip() and (said or (said is None and not source.only)):
        yield place, data


def alike_variants(root: Path, source: Source) -> Iterator[str]:
    """Yield the place of each variant that says what another variant of the same message says already."""
    for path in sorted(root.glob(source.path)):
        data = read_yaml(path)
        rows = data[source.under] if source.under else data
        for place, variants in _lists(rows, ""):
            plain = [one.casefold().strip(" .!?") for one in variants]
            for number, one in enumerate(plain):
                if one in plain[:number]:
                    yield f"{path.relative_to(root)}: {place}[{number}]"


def _lists(data: Any, place: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of texts, or of rows that have a text, with the keys that lead to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _lists(value, f"{place}.{key}".strip("."))
    elif isinstance(data, list):
        texts = [one["text"] if isinstance(one, dict) and "text" in one else one for one in data]
        if texts and all(isinstance(one, str) for one in texts):
            yield place, texts
        for number, value in enumerate(data):
            yield from _lists(value, f"{place}[{number}]")
