"""Courses side by side as a text that can be read aloud: numbered names, what differs, what is alike."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from actions.courses.buttons import short_title
from actions.courses.data import load_texts
from actions.courses.refining import MEASURES, measure_of
from actions.courses.shown import ShownCourse

MOST = 4  # as many as the backend puts side by side
LONGEST_VALUE = 90


def compared_text(courses: tuple[ShownCourse, ...], facts: Sequence[Mapping[str, Any]]) -> str:
    """The comparison. `facts` are rows of the backend: fact, label, values in the order of the courses."""
    texts = load_texts().compare
    rows = sorted((row for row in facts if row["fact"] in texts.facts), key=lambda row: _order(row["fact"]))
    names = [f"{at}. {short_title(one, courses)}" for at, one in enumerate(courses, start=1)]
    different = [_row(row) for row in rows if row["differs"]]
    alike = [f"{row['label']}: {_cut(row['values'][0])}" for row in rows if _is_alike(row)]
    said = [texts.intro, *names, *([texts.differ, *different] if different else [texts.alike])]
    return "\n".join([*said, *([texts.same.format(facts="; ".join(alike))] if alike else [])])


def least_of(measures: Collection[str], courses: tuple[ShownCourse, ...]) -> list[str]:
    """The answer to "which is the shortest?": said where it is known of all of them, else that it is not."""
    texts = load_texts().compare
    said = []
    for measure in MEASURES:
        if measure not in measures:
            continue
        known = [(value, one) for one in courses if (value := _known(one, measure)) is not None]
        least = min((value for value, _ in known), default=None)
        best = [one for value, one in known if value == least]
        label = texts.labels[measure]
        if len(known) < len(courses):
            said.append(texts.least_unknown.format(label=label))
        elif len(best) == len(courses):
            said.append(texts.least_same.format(label=label))
        else:
            names = ", ".join(short_title(one, courses) for one in best)
            said.append(texts.least.format(label=label, name=names))
    return said


def _known(course: ShownCourse, measure: str) -> float | None:
    """What is known for sure: the most that a course of its kind takes is not."""
    return course.hours if measure == "shorter" else measure_of(course, measure)


def _row(row: Mapping[str, Any]) -> str:
    values = [f"{at}: {_cut(value)}" for at, value in enumerate(row["values"], start=1)]
    return f"{row['label']} – {'; '.join(values)}"


def _is_alike(row: Mapping[str, Any]) -> bool:
    return not row["differs"] and row["values"][0] != load_texts().unknown


def _order(fact: str) -> int:
    return load_texts().compare.facts.index(fact)


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1].rstrip() + "…"
