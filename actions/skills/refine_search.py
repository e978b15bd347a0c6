"""Changes the search and says what changed, or shows more of the same list."""

from dataclasses import replace

from actions.base import SuuntaAction
from actions.courses.buttons import narrow_buttons, ways_in, ways_on
from actions.courses.data import load_texts
from actions.courses.picking import picked
from actions.courses.refining import Refining, read_refining, trials
from actions.courses.searching import SHOWN_AT_ONCE, once, search_within
from actions.courses.shown import ShownCourses, keep_shown, shown_courses
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.dialogue.steps import Search
from actions.guidance.interest_talk import InterestTalk
from actions.services import Services
from actions.skills.course_cards import show_courses, show_found
from actions.skills.going_on import advance
from backends.client.courses import BackendUnavailable, Course, CoursesFound
from nlu.asking import is_question

HOURS_A_MONTH = "months"
ASKED_ALL_THE_SAME = frozenset({"field", "place"})  # without these there is little to search by
LOOKED_THROUGH_ALIKE = 30


class RefineSearch(SuuntaAction):
    """Answers a wish for other, nearer, cheaper, shorter or more courses."""

    action_name = "action_refine_search"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """A change of the search is said and made; only a wish for more goes on in the same list."""
        refining = read_refining(guide.turn)
        told = guide.note_facts(wish=True) and bool(guide.news)
        if "place" in guide.news:
            refining = refining.without_nearness()
        shown = shown_courses(guide)
        if guide.state.flow is None:
            guide.state = guide.state.started("find_course")
        if refining.narrow and not (refining.narrows or refining.starts or told):
            guide.reply.say_text(load_texts().narrow, narrow_buttons(), {})
        elif not (shown.current or guide.state.searched):
            await _before_any(guide, services, refining)
        elif refining.drop:
            await _drop(guide, services, refining.drop)
        elif refining.other_field and "field" not in guide.news:
            guide.state = guide.state.answered(["field"])
            guide.ask("field")
        elif refining.similar and not (refining.narrows or told):
            await _similar(guide, services)
        elif refining.narrows:
            await _narrow(guide, services, refining)
        elif refining.starts and not told:
            guide.reply.say_text(load_texts().starts, ways_on(), {})
        else:
            await _go_on(guide, services, changed=told)


async def _before_any(guide: Guide, services: Services, refining: Refining) -> None:
    """Nothing was shown yet: keep the wish for the search that is to come, and go on towards it."""
    texts = load_texts()
    if refining.narrows:
        limits = trials(refining, (), _short_hours(guide))[0]
        shown = shown_courses(guide).for_field(guide.values.get("field", ""))
        keep_shown(guide, shown.limited(limits, anywhere=refining.anywhere))
        guide.reply.say_text(texts.none_shown_refine, [], {})
        if guide.state.open not in ASKED_ALL_THE_SAME and not is_question(guide.turn.text):
            guide.state = guide.state.skipping()  # "jotain lyhyttä vain" to how one would like to study
    elif not guide.news and guide.state.open == "field" and not guide.turn.is_button:
        InterestTalk().begin(guide)  # "jotain muuta kuin hoitamista" to what one would like to do
        return
    elif not guide.news and guide.open_question is not None:
        variants = texts.none_shown_open
        guide.reply.say_text(variants[guide.state.returns % len(variants)], [], {})
    elif not guide.news:
        guide.reply.say_text(texts.none_shown, ways_in(), {})
    await advance(guide, services)


async def _drop(guide: Guide, services: Services, name: str) -> None:
    keep_shown(guide, shown_courses(guide).without(name))
    guide.state = guide.state.searching_anew()
    await show_courses(guide, services.courses, load_texts().changed.dropped)


async def _go_on(guide: Guide, services: Services, *, changed: bool) -> None:
    """New facts change the search and are said back; without any the list goes on."""
    if not changed:
        await show_courses(guide, services.courses)
    elif guide.state.searched or not isinstance(guide.next_step(), Search):
        await advance(guide, services)
    else:
        if "place" in guide.news:
            keep_shown(guide, shown_courses(guide).without("nearer").without("anywhere"))
        await show_courses(guide, services.courses)


async def _narrow(guide: Guide, services: Services, refining: Refining) -> None:
    """Search within the new limits. Where nothing is within them, the search stays as it was."""
    place = guide.values.get("place")
    if "nearer" in refining.measures and place is None:
        guide.state = guide.state.reopening("place")
        guide.ask("place")
        return
    before, seen = shown_courses(guide), guide.state.seen
    shown = before.for_field(guide.values.get("field", ""))
    reference = picked(guide.turn, before)
    courses = reference.courses if reference.named else before.current
    tries = [{**shown.limits, **limits} for limits in trials(refining, courses, _short_hours(guide))]
    shown = shown.limited({}, anywhere=refining.anywhere)
    guide.state = guide.state.searching_anew()
    found = await search_within(guide, services.courses, shown, tries)
    if isinstance(found, BackendUnavailable):
        guide.reply.say("utter_courses_unavailable")
    elif not found.found.items and FIELD in guide.news:
        texts = load_texts()  # another field goes before the limits: "lyhyempi, vaikka hoiva-avustaja"
        said = [texts.nothing[name] for name in _names(refining)][:1]
        await show_courses(guide, services.courses, " ".join([*said, *_told(guide)]))
    elif not found.found.items:
        guide.state = replace(guide.state, searched=True, seen=seen)
        _say_nothing_found(guide, refining)
    else:
        keep_shown(guide, shown.limited(found.limits, anywhere=refining.anywhere))
        show_found(guide, found.found, _what_changed(guide, refining))


def _say_nothing_found(guide: Guide, refining: Refining) -> None:
    texts = load_texts()
    said = [texts.nothing[name] for name in _names(refining)]
    guide.reply.say_text(" ".join([*said[:1], texts.kept]), narrow_buttons(), {})


def _what_changed(guide: Guide, refining: Refining) -> str:
    changed = load_texts().changed
    said = [getattr(changed, name).format(place=guide.values.get("place", "")) for name in _names(refining)]
    return " ".join([*said, *_told(guide)])


def _told(guide: Guide) -> list[str]:
    facts = guide.news_said_back()
    return [load_texts().changed.told.format(facts=facts)] if facts else []


def _names(refining: Refining) -> list[str]:
    special = {
        "cheaper": "free" if refining.free else "cheaper",
        "nearer": "nearby" if refining.nearby else "nearer",
    }
    names = [special.get(name, name) for name in sorted(refining.measures)]
    return [*names, *(["anywhere"] if refining.anywhere else [])]


async def _similar(guide: Guide, services: Services) -> None:
    """Courses like the one that is meant, or like the first of the list."""
    texts, shown = load_texts(), shown_courses(guide)
    course = next(iter((*picked(guide.turn, shown).courses, *shown.current)), None)
    if course is None:
        await show_courses(guide, services.courses)
        return
    found = await services.courses.similar(
        course.id, place=guide.values.get("place"), limit=LOOKED_THROUGH_ALIKE
    )
    if isinstance(found, BackendUnavailable):
        guide.reply.say("utter_courses_unavailable")
        return
    fresh = _fresh(found, shown) if isinstance(found, CoursesFound) else ()
    if not fresh:
        guide.reply.say_text(texts.nothing["similar"].format(name=course.name), ways_on(), {})
        return
    found = CoursesFound(fresh, (), len(fresh), matched=True)
    show_found(guide, found, texts.changed.similar.format(name=course.name))


def _fresh(found: CoursesFound, shown: ShownCourses) -> tuple[Course, ...]:
    """What was not shown, not even in another place."""
    held = {(one.name, one.provider) for one in shown.all}
    fresh = once(one for one in found.items if (one.name, one.provider) not in held)
    return tuple(fresh[:SHOWN_AT_ONCE])


def _short_hours(guide: Guide) -> float:
    return guide.intake.short_study.months * load_texts().hours[HOURS_A_MONTH]
