"""Buttons under shown courses."""

import json

from actions.courses.data import load_texts
from actions.courses.refining import DROP, FREE_BELOW, REFINE
from actions.courses.shown import ShownCourse, ShownCourses
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.reply import Button

LONGEST_TITLE = 60


def payload(intent: str, value: str) -> str:
    """What a button says: an intent with a value."""
    return f"/{intent}{json.dumps({CHOICE_ENTITY: value}, ensure_ascii=False)}"


def course_buttons(intent: str, courses: tuple[ShownCourse, ...], *, with_all: bool = False) -> list[Button]:
    """A button for each course, by its name; two of one name are told apart by provider or place."""
    texts = load_texts().buttons
    buttons = [Button(short_title(one, courses), payload(intent, f"course:{one.id}")) for one in courses]
    return [*buttons, Button(texts.all, payload(intent, "all"))] if with_all else buttons


def short_title(course: ShownCourse, courses: tuple[ShownCourse, ...]) -> str:
    """The course's name; one of several of the same name begins with what tells it from the others."""
    same = [one for one in courses if one.name == course.name]
    telling = course.provider or ", ".join(course.places[:1])
    title = f"{telling}: {course.name}" if len(same) > 1 and telling else course.name
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def narrow_buttons() -> list[Button]:
    """The ways to change the search."""
    texts = load_texts().buttons
    return [
        Button(texts.nearer, payload("refine_search", f"{REFINE}:nearer")),
        Button(texts.free, payload("refine_search", f"{REFINE}:free")),
        Button(texts.shorter, payload("refine_search", f"{REFINE}:shorter")),
        Button(texts.evening, '/refine_search{"study_mode": "evening"}'),
        Button(texts.online, '/refine_search{"study_mode": "online"}'),
        Button(texts.anywhere, payload("refine_search", f"{REFINE}:anywhere")),
        Button(texts.other_field, payload("refine_search", f"{REFINE}:other_field")),
    ]


def drop_buttons(shown: ShownCourses) -> list[Button]:
    """A button for each limit of the search that drops it."""
    texts = load_texts()
    names = [*shown.limits, *(["anywhere"] if shown.anywhere else [])]
    labels = {name: texts.labels["free" if _is_free(shown, name) else name] for name in names}
    return [
        Button(texts.buttons.drop.format(label=label), payload("refine_search", f"{DROP}:{name}"))
        for name, label in labels.items()
    ]


def _is_free(shown: ShownCourses, name: str) -> bool:
    return name == "cheaper" and shown.limits[name] <= FREE_BELOW


def ways_on(*, compare: bool = False) -> list[Button]:
    """What can be done next with courses that were shown; a human is always among it."""
    texts = load_texts().buttons
    comparing = [Button(texts.compare, payload("compare_courses", "all"))] if compare else []
    return [
        Button(texts.save, "/save_course"),
        *comparing,
        Button(texts.more, "/refine_search"),
        Button(texts.narrow, payload("refine_search", f"{REFINE}:narrow")),
        Button(texts.human, "/request_human"),
    ]


def ways_in() -> list[Button]:
    """What can be done before any course was shown."""
    texts = load_texts().buttons
    return [
        Button(texts.find, "/find_course"),
        Button(texts.direction, "/unsure_direction"),
        Button(texts.human, "/request_human"),
    ]
