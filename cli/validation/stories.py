"""Checks of the marked stories: labels, marks, repetitions, and none that an evaluation holds."""

import re
from collections.abc import Iterator
from pathlib import Path

from datafiles import read_yaml
from nlu.told.stories import (
    DENIED,
    ELSEWHERE,
    HAD,
    NOT,
    OTHER,
    PLACE,
    SCHOOL,
    SITUATION,
    WISH,
    Story,
    lines_of,
    story_of,
)

OF_WORK = frozenset({WISH, HAD, NOT, OTHER, PLACE, ELSEWHERE})
QUESTIONS = {SITUATION: "employment_status", SCHOOL: "education_level"}
UNREAD = re.compile(r"[][]|\)\(")


def check_stories(root: Path) -> Iterator[str]:
    """Yield what is wrong with `data/stories`."""
    known, openings, seen = _labels(root), _openings(root), set[str]()
    for path in sorted((root / "data" / "stories").glob("*.yml")):
        for line in lines_of(path):
            story = story_of(line)
            where, key = f"data/stories/{path.name}: '{line[:60]}'", " ".join(story.text.lower().split())
            yield from (f"{where}: {what}" for what in _wrong(story, known))
            if key in seen:
                yield f"{where}: stands twice"
            if key in openings:
                yield f"{where}: is an evaluation's opening"
            seen.add(key)


def _wrong(story: Story, known: frozenset[str]) -> Iterator[str]:
    if UNREAD.search(story.text):
        yield "a mark that cannot be read"
    for mark in story.marks:
        if mark.label not in known:
            yield f"{mark.label} is no label"


def _labels(root: Path) -> frozenset[str]:
    lookups = root / "data" / "lookups"
    values = {kind: read_yaml(lookups / f"{name}.yml")["values"] for kind, name in QUESTIONS.items()}
    return OF_WORK | {f"{kind}{value}" for kind, names in values.items() for value in (*names, DENIED)}


def _openings(root: Path) -> frozenset[str]:
    """The first messages of the personas, as compared."""
    texts = (
        str(said)
        for path in (root / "evaluation" / "guidance").glob("*/[0-9]*.yml")
        for said in (read_yaml(path) or {}).get("opening") or ()
    )
    return frozenset(" ".join(text.lower().split()) for text in texts)
