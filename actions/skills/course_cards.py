"""Searches courses for what is known of the learner's wishes, and shows them as cards with their reasons."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.texts import read_texts
from backends.client.courses import BackendUnavailable, Course, CoursesClient, CoursesFound

SHOWN_AT_ONCE = 3
PLACES_NAMED = 3
BROWSED_KIND = "short"  # what is shown to one who told nothing at all: short courses fit most people

Card = dict[str, Any]


async def show_courses(guide: Guide, courses: CoursesClient) -> None:
    """Search and say what was found: up to three cards, what was relaxed, or that nothing was found."""
    found = await search(guide, courses)
    match found:
        case BackendUnavailable():
            guide.reply.say("utter_courses_unavailable")
        case CoursesFound(items=()):
            guide.reply.say("utter_no_more_courses" if guide.state.seen else "utter_no_courses")
            guide.state = replace(guide.state, searched=True)
        case CoursesFound():
            _show(guide, found)


async def search(guide: Guide, courses: CoursesClient) -> CoursesFound | BackendUnavailable:
    """Ask the backend with the learner's wishes, beyond what was already shown."""
    facts = guide.facts
    kind = guide.state.kind
    if not ("field" in facts or "place" in facts or kind):
        kind = BROWSED_KIND
    return await courses.search(
        _value(facts, "field") or "",
        place=_value(facts, "place"),
        modes=[mode] if (mode := _value(facts, "study_mode")) else [],
        kinds=[kind] if kind else [],
        limit=SHOWN_AT_ONCE,
        offset=guide.state.seen,
    )


def _value(facts: Mapping[str, Fact], question: str) -> str | None:
    fact = facts.get(question)
    return fact.value if fact else None


def _show(guide: Guide, found: CoursesFound) -> None:
    if found.relaxed:
        guide.reply.say("utter_courses_relaxed", relaxed=" ".join(note.message for note in found.relaxed))
    else:
        guide.reply.say("utter_courses_found")
    guide.reply.show_cards([course_card(course) for course in found.items])
    guide.mark_progress()
    guide.state = replace(guide.state, searched=True, seen=guide.state.seen + len(found.items))


def course_card(course: Course) -> Card:
    """Make the card of one course, as the chat API's message has it."""
    words = read_texts("course_card")
    labels = words["labels"]
    details = {
        labels["place"]: _places(course, words),
        labels["modes"]: ", ".join(words["modes"][mode] for mode in course.modes) or words["unknown"],
        labels["extent"]: _extent(course, words),
        labels["cost"]: words["costs"].get(course.cost_class, words["unknown"]),
    }
    return {
        "kind": "course",
        "title": course.name,
        "subtitle": f"{course.provider or words['possible_provider']} · {_places(course, words)}",
        "why": course.why,
        "url": course.url,
        "sample": course.sample,
        "details": details,
    }


def _places(course: Course, words: Mapping[str, Any]) -> str:
    return ", ".join(course.places[:PLACES_NAMED]) or str(words["unknown"])


def _extent(course: Course, words: Mapping[str, Any]) -> str:
    if course.extent is None:
        return str(words["unknown"])
    amount, unit = course.extent.split(" ", 1)
    return f"{amount} {words['extents'].get(unit, unit)}"
