"""Reads training data in Rasa's YAML: plain text, intent, and the entities that it is annotated with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from datafiles import read_yaml

_ANNOTATION = re.compile(r"\[([^\[\]]{1,200})\](?:\{([^{}]{1,300})\}|\(([\w]{1,40})\))")


@dataclass(frozen=True)
class LabelledEntity:
    """An annotated stretch of a sentence."""

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Labelled:
    """A sentence with its intent and entities."""

    text: str
    intent: str
    entities: tuple[LabelledEntity, ...] = ()


def read_training_data(folder: Path) -> list[Labelled]:
    """Return the examples of every file under `folder`, in a stable order."""
    return [example for path in sorted(folder.glob("*.yml")) for example in _examples(path)]


def _examples(path: Path) -> Iterator[Labelled]:
    for block in read_yaml(path).get("nlu") or ():
        if "intent" not in block:
            continue
        for line in str(block.get("examples") or "").splitlines():
            if line.lstrip().startswith("- "):
                yield parse_example(line.lstrip()[2:].strip(), str(block["intent"]))


def parse_example(marked: str, intent: str) -> Labelled:
    """Take the annotations out of a sentence; the offsets are those of the plain text.

    Raises:
        ValueError: when an annotation's braces hold no JSON.
    """
    plain, position = "", 0
    entities: list[LabelledEntity] = []
    for match in _ANNOTATION.finditer(marked):
        plain += marked[position : match.start()]
        start = len(plain)
        plain += match[1]
        fields = json.loads("{" + match[2] + "}") if match[2] else {"entity": match[3]}
        value = str(fields.get("value", match[1]))
        entities.append(LabelledEntity(str(fields.get("entity", "")), value, start, len(plain)))
        position = match.end()
    return Labelled(plain + marked[position:], intent, tuple(entities))
