"""The marked stories of `data/stories`: first messages in which words stand as `[words](label)`.

Labels: "wish", "had", "not", "other" of work and studies; "s:..." of the situation and "e:..." of the
school, each with a value of the contract or "not"; "p" of the place that counts and "p:not" of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from datafiles import read_yaml
from nlu.paths import STORIES

WISH, HAD, NOT, OTHER = "wish", "had", "not", "other"
SITUATION, SCHOOL, PLACE = "s:", "e:", "p"
OUTSIDE = "-"
DENIED = "not"
ELSEWHERE = f"{PLACE}:{DENIED}"
MARK = re.compile(r"\[(?P<words>[^][]+)\]\((?P<label>[^()]+)\)")


@dataclass(frozen=True)
class Mark:
    """A stretch of a story with its label; `field` is the field of a wish that names none."""

    start: int
    end: int
    label: str
    field: str | None = None


@dataclass(frozen=True)
class Story:
    """A first message without its marks, and the marks."""

    text: str
    marks: tuple[Mark, ...]

    def label_at(self, position: int) -> str:
        """The label of the character at a position; `OUTSIDE` where nothing is marked."""
        inside = (mark.label for mark in self.marks if mark.start <= position < mark.end)
        return next(inside, OUTSIDE)


def story_of(line: str) -> Story:
    """Read a story as it is written in the file."""
    text, marks, behind = "", [], 0
    for found in MARK.finditer(line):
        text += line[behind : found.start()]
        label, _, field = found["label"].partition("=")
        marks.append(Mark(len(text), len(text) + len(found["words"]), label, field or None))
        text += found["words"]
        behind = found.end()
    return Story(text + line[behind:], tuple(marks))


def load_stories(folder: Path = STORIES) -> list[Story]:
    """All stories of a folder, in a stable order."""
    return [story_of(line) for path in sorted(folder.glob("*.yml")) for line in lines_of(path)]


def lines_of(path: Path) -> Iterator[str]:
    """The stories of one file as they are written there."""
    for line in str(read_yaml(path)["stories"]).splitlines():
        if line.strip():
            yield line.strip().removeprefix("- ")
