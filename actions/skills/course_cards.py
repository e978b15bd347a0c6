"""Searches courses for what is known of the learner's wishes, and shows them as cards with their reasons."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.courses.buttons import drop_buttons
from actions.courses.data import load_texts
from actions.courses.searching import search
from actions.courses.shown import ShownCourse, keep_shown, shown_courses
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.dialogue.search import ANY_MODE
from actions.dialogue.unanswered import Unanswered, note_unanswered
from actions.intake.wishes import Wish
from actions.texts import read_texts
from backends.client.courses import BackendUnavailable, Course, CoursesClient, CoursesFound

PLACES_NAMED = 3
WISHES_SAID_KEY = "wishes_said"  # of the profile: the wishes as they were last said
SIGNS_OF_NEED = 2  # worries that have become wishes: with so many a human is offered in words
SHOW_SUMMARY = '/request_human{"answer": "human:summary"}'

Card = dict[str, Any]


async def show_courses(guide: Guide, courses: CoursesClient, changed: str = "") -> None:
    """Search and say what was found: up to three cards, what was relaxed, or that nothing was found.

    `changed` says first what is new in the search.
    """
    changed = changed or _told_anew(guide)
    found = await search(guide, courses)
    _note_nothing_found(guide, found)
    match found:
        case BackendUnavailable():
            guide.reply.say("utter_courses_unavailable")
        case CoursesFound(items=()):
            guide.reply.say("utter_no_more_courses" if guide.state.seen else "utter_no_courses")
            guide.state = replace(guide.state, searched=True)
        case CoursesFound():
            show_found(guide, found, changed)


def _note_nothing_found(guide: Guide, found: CoursesFound | BackendUnavailable) -> None:
    """Keep what was looked for in vain the first time; hits that its words did not lead to are none."""
    wanted = guide.values.get("field", "")
    if wanted and not guide.state.seen and isinstance(found, CoursesFound) and not found.matched:
        note_unanswered(guide, Unanswered.NO_COURSES, wanted)


def _told_anew(guide: Guide) -> str:
    """What a message has just changed of a search whose courses were shown."""
    if guide.state.seen or not ((guide.news or guide.taken) and shown_courses(guide).current):
        return ""
    return load_texts().changed.told.format(facts=guide.news_said_back()) if guide.news_said_back() else ""


def show_found(guide: Guide, found: CoursesFound, changed: str = "") -> None:
    """Show what was found as cards, and keep which courses they are."""
    hint = guide.next_hint()
    if not (changed or guide.state.seen or guide.values.get("field")):
        changed = load_texts().without_field
    values = {"hint": f" {hint.text}" if hint else "", "changed": f"{changed} " if changed else ""}
    if found.relaxed:
        values["relaxed"] = " ".join(note.message for note in found.relaxed)
    if guide.wishes:
        _say_wishes(guide)
    response = "utter_courses_relaxed" if found.relaxed else "utter_courses_found"
    guide.reply.say(response, buttons=_own_buttons(guide), **values)
    guide.reply.show_cards([course_card(course, guide.values.get("place")) for course in found.items])
    guide.mark_progress()
    guide.state = replace(guide.state, searched=True, seen=guide.state.seen + len(found.items))
    shown = shown_courses(guide).for_field(guide.values.get("field", ""))
    keep_shown(guide, shown.showing([ShownCourse.of(course) for course in found.items]))


def _say_wishes(guide: Guide) -> None:
    """Say which wishes the search follows, when it begins to: they stay in reach by their buttons.

    Who has told of several worries is offered a human beside, with a look at what would be told (issue of the
    guidance dialogue, "Worries are met").
    """
    phrases, followed = guide.intake.phrases, _followed(guide)
    labels = ", ".join(wish.label for wish in followed)
    if not labels or labels == guide.recall(WISHES_SAID_KEY):
        return
    said = phrases.wishes.format(wishes=labels)
    if len(guide.wishes) >= SIGNS_OF_NEED:
        offer = Button(phrases.support_button, SHOW_SUMMARY)
        guide.reply.say_text(f"{said} {phrases.support}", [offer], {})
    else:
        guide.reply.say_text(said, [], {})
    guide.reply.store(WISHES_SAID_KEY, labels)


def _followed(guide: Guide) -> list[Wish]:
    """The wishes that hold: a way of study that the learner chose wins over those that a worry brought."""
    chosen = guide.values.get("study_mode", ANY_MODE)
    return [
        wish for wish in guide.wishes.values() if chosen == ANY_MODE or not wish.modes or chosen in wish.modes
    ]


def _own_buttons(guide: Guide) -> list[Button]:
    """Buttons that depend on the learner: telling more, and dropping a wish or a limit."""
    phrases = guide.intake.phrases
    dropping = [
        Button(phrases.drop_wish_button.format(wish=wish.label), f'/remove_wish{{"answer": "{wish.id}"}}')
        for wish in _followed(guide)
    ]
    untold = any(name not in guide.facts for name in guide.intake.flows["profile"])
    more = [Button(phrases.more_button, "/tell_more")] if untold and guide.state.flow != "profile" else []
    return [*more, *dropping, *drop_buttons(shown_courses(guide))]


def course_card(course: Course, wanted: str | None = None) -> Card:
    """Make the card of one course, as the chat API's message has it; the wanted place stands first.

    That of a small competence unit has the eleven elements of the EU among its details.
    """
    words = read_texts("course_card")
    labels = words["labels"]
    places = _places(course, wanted) or str(words["unknown"])
    details = {
        labels["place"]: places,
        labels["modes"]: ", ".join(words["modes"][mode] for mode in course.modes) or words["unknown"],
        labels["extent"]: _extent(course, words),
        labels["cost"]: words["costs"].get(course.cost_class, words["unknown"]),
    }
    if course.elements:
        details = {labels["type"]: words["small_unit"], **details, **dict(course.elements)}
    return {
        "kind": "course",
        "title": course.name,
        "subtitle": f"{course.provider or words['possible_provider']} · {places}",
        "why": course.why,
        "url": course.url,
        "sample": course.sample,
        "details": details,
    }


def _places(course: Course, wanted: str | None) -> str:
    """The first places, of which the wanted one is the very first: who looks for it finds it on the card."""
    first = sorted(course.places, key=lambda name: name != wanted)
    return ", ".join(first[:PLACES_NAMED])


def _extent(course: Course, words: Mapping[str, Any]) -> str:
    if course.extent is None:
        return str(words["unknown"])
    amount, unit = course.extent.split(" ", 1)
    return f"{amount} {words['extents'].get(unit, unit)}"
