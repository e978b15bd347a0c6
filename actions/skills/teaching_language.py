"""After courses, a wish for another teaching language: what there is in it, else the same courses again."""

from dataclasses import replace

from actions.courses.data import load_texts
from actions.courses.searching import search_within
from actions.courses.shown import TAUGHT, ShownCourses, keep_shown, shown_courses
from actions.courses.teaching import language_wished
from actions.dialogue.guide import Guide
from actions.dialogue.ids import PLACE
from actions.dialogue.languages import language_of
from actions.services import Services
from actions.skills.after_courses import comes_after_courses
from actions.skills.course_cards import show_courses, show_found
from actions.texts import read_texts
from backends.client.courses import BackendUnavailable

NAMING = frozenset({"på", "svenska", "in", "english"})  # names of languages in those languages


async def look_for_language(guide: Guide, services: Services) -> bool:
    """Search for courses that are taught in it. Returns whether it was wished for.

    A message that is written in another language as a whole gets the line of that language.
    """
    if not comes_after_courses(guide) or _is_foreign(guide.turn.text):
        return False
    code = language_wished(guide.turn.text)
    if code is None:
        return False
    places = tuple(one for one in guide.turn.entities if one.name == PLACE)
    guide.turn = replace(guide.turn, entities=places)  # "englanniksi" names no field
    guide.note_facts()
    await _search(guide, services, code)
    return True


def _is_foreign(text: str) -> bool:
    """Whether a message is in another language, but for the name of one: "olis helpompi på svenska"."""
    rest = " ".join(word for word in text.split() if word.strip(".,!?").lower() not in NAMING)
    return language_of(rest or text, read_texts("languages")["languages"]) is not None


async def _search(guide: Guide, services: Services, code: str) -> None:
    texts = load_texts().teaching
    before, state = shown_courses(guide), guide.state
    shown = before.for_field(guide.values.get("field", ""))
    wanted = replace(shown, current=())  # what is in sight may be taught in it too
    if state.flow is None:
        state = state.started("find_course")
    guide.state = state.searching_anew()
    found = await search_within(guide, services.courses, wanted, [{**shown.limits, code: TAUGHT}])
    if isinstance(found, BackendUnavailable):
        guide.reply.say("utter_courses_unavailable")
    elif found.found.items:
        keep_shown(guide, shown.limited({code: TAUGHT}))
        show_found(guide, found.found, texts.found.format(language=texts.names[code]))
    else:
        guide.state = replace(state, searched=True, seen=_seen_before(guide, state.seen, before))
        await show_courses(guide, services.courses, texts.none.format(language=texts.names[code]))


def _seen_before(guide: Guide, seen: int, shown: ShownCourses) -> int:
    """How many courses were seen before those in sight, so that they come again; none in another place."""
    return 0 if PLACE in guide.news else max(0, seen - len(shown.current))
