"""Searches courses for what is known of the learner's wishes, and shows them as cards with their reasons."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.dialogue.search import search_wishes
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
    """Ask the backend with the learner's wishes, beyond what was already shown.

    Where several ways of study would do, the first one that there are courses for is taken.
    """
    wishes = search_wishes(guide.values, guide.wishes, guide.state.kind, guide.intake)
    tries = [[mode] for mode in wishes.modes] or [[]]
    kinds = [BROWSED_KIND] if wishes.says_nothing else list(wishes.kinds)
    answers = []
    for modes in tries:
        found = await courses.search(
            wishes.words,
            place=wishes.place,
            modes=modes,
            kinds=kinds,
            limit=SHOWN_AT_ONCE,
            offset=guide.state.seen,
        )
        if isinstance(found, BackendUnavailable) or not any(note.wish == "mode" for note in found.relaxed):
            return found
        answers.append(found)
    return answers[0]


def _show(guide: Guide, found: CoursesFound) -> None:
    hint = guide.next_hint()
    values = {"hint": f" {hint.text}" if hint else ""}
    if found.relaxed:
        values["relaxed"] = " ".join(note.message for note in found.relaxed)
    if guide.wishes:
        _say_wishes(guide)
    response = "utter_courses_relaxed" if found.relaxed else "utter_courses_found"
    guide.reply.say(response, buttons=_own_buttons(guide), **values)
    guide.reply.show_cards([course_card(course) for course in found.items])
    guide.mark_progress()
    guide.state = replace(guide.state, searched=True, seen=guide.state.seen + len(found.items))


def _say_wishes(guide: Guide) -> None:
    labels = ", ".join(wish.label for wish in guide.wishes.values())
    guide.reply.say_text(guide.intake.phrases.wishes.format(wishes=labels), [], {})


def _own_buttons(guide: Guide) -> list[Button]:
    """Buttons that depend on the learner: telling more, and dropping a wish."""
    phrases = guide.intake.phrases
    dropping = [
        Button(phrases.drop_wish_button.format(wish=wish.label), f'/remove_wish{{"answer": "{wish.id}"}}')
        for wish in guide.wishes.values()
    ]
    untold = any(name not in guide.facts for name in guide.intake.flows["profile"])
    more = [Button(phrases.more_button, "/tell_more")] if untold and guide.state.flow != "profile" else []
    return [*more, *dropping]


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
