"""Asks the course search for the next courses: with the learner's wishes, within the limits of a refining."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.courses.data import load_texts
from actions.courses.refining import within
from actions.courses.shown import ShownCourse, ShownCourses, keep_shown, shown_courses
from actions.dialogue.guide import Guide
from actions.dialogue.search import SearchWishes, search_wishes
from backends.client.courses import BackendUnavailable, Course, CoursesClient, CoursesFound, RelaxedWish

SHOWN_AT_ONCE = 3
LOOKED_THROUGH = 100  # hits that a narrowed search chooses from: the most that the backend gives at once
BROWSED_KIND = "short"  # what is shown to one who told nothing at all: short courses fit most people
FREE_WISH = "free"  # the intake's wish whose words bring free courses to the front


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A page within limits, and the limits that led to it."""

    found: CoursesFound
    limits: Mapping[str, float]


async def search(guide: Guide, courses: CoursesClient) -> CoursesFound | BackendUnavailable:
    """The next page, beyond what was already shown."""
    shown = shown_courses(guide).for_field(guide.values.get("field", ""))
    if not shown.limits:
        return await _asked(guide, courses, shown, limit=SHOWN_AT_ONCE, offset=guide.state.seen)
    narrowed = await search_within(guide, courses, shown, [shown.limits])
    if not isinstance(narrowed, Narrowed):
        return narrowed
    if narrowed.found.items or guide.state.seen:
        return narrowed.found
    return await _without_limits(guide, courses, shown)


async def _without_limits(
    guide: Guide, courses: CoursesClient, shown: ShownCourses
) -> CoursesFound | BackendUnavailable:
    """What there is without the limits that were wished before any search, and that they lead nowhere."""
    texts = load_texts().nothing
    told = tuple(RelaxedWish(name, texts[name]) for name in shown.limits)
    shown = replace(shown, limits={})
    found = await _asked(guide, courses, shown, limit=SHOWN_AT_ONCE, offset=0)
    if isinstance(found, BackendUnavailable):
        return found
    keep_shown(guide, shown)
    return replace(found, relaxed=(*told, *found.relaxed))


async def search_within(
    guide: Guide, courses: CoursesClient, shown: ShownCourses, tries: Sequence[Mapping[str, float]]
) -> Narrowed | BackendUnavailable:
    """The next page under the first of several limits that lead to a course which is not shown already.

    Empty where none does. Courses of another level than the goal asks for are left out.
    """
    shortened = any("shorter" in limits for limits in tries)
    cheap = any("cheaper" in limits for limits in tries)
    found = await _asked(
        guide, courses, shown, limit=LOOKED_THROUGH, offset=0, shortened=shortened, cheap=cheap
    )
    if isinstance(found, BackendUnavailable):
        return found
    items = [course for course in found.items if "kind" not in course.relaxed]
    measured = [ShownCourse.of(course) for course in items]
    old = {course.id for course in shown.current} if guide.state.seen == 0 else set()
    for limits in tries:
        chosen = once([items[at] for at in within(measured, limits)])
        if any(course.id not in old for course in chosen):
            return Narrowed(_page(found, chosen, guide.state.seen), limits)
    return Narrowed(CoursesFound(), {})


def once(courses: Iterable[Course]) -> list[Course]:
    """Each course once, at the first of its places: the same card in another region is no other course.

    One of another provider is another course.
    """
    first: dict[tuple[str, str | None], Course] = {}
    for course in courses:
        first.setdefault((course.name, course.provider), course)
    return list(first.values())


def _page(found: CoursesFound, chosen: Sequence[Course], seen: int) -> CoursesFound:
    items = tuple(chosen[seen : seen + SHOWN_AT_ONCE])
    relaxed = tuple(note for note in found.relaxed if all(note.wish in one.relaxed for one in items))
    return CoursesFound(items, relaxed, len(chosen), found.matched)


async def _asked(
    guide: Guide,
    courses: CoursesClient,
    shown: ShownCourses,
    *,
    limit: int,
    offset: int,
    shortened: bool = False,
    cheap: bool = False,
) -> CoursesFound | BackendUnavailable:
    """Where several ways of study would do, the first one that there are courses for is taken."""
    wishes = search_wishes(guide.values, guide.wishes, guide.state.kind, guide.intake)
    wishes = _widened(guide, wishes, shown, shortened=shortened, cheap=cheap)
    kinds = [BROWSED_KIND] if wishes.says_nothing else list(wishes.kinds)
    answers = []
    for modes in [[mode] for mode in wishes.modes] or [[]]:
        found = await courses.search(
            wishes.words, place=wishes.place, modes=modes, kinds=kinds, limit=limit, offset=offset
        )
        if isinstance(found, BackendUnavailable) or not any(note.wish == "mode" for note in found.relaxed):
            return found
        answers.append(found)
    return answers[0]


def _widened(
    guide: Guide, wishes: SearchWishes, shown: ShownCourses, *, shortened: bool, cheap: bool
) -> SearchWishes:
    """Anywhere has no place; shorter ones are of the short kinds, unless the goal asks for its own."""
    if shown.anywhere:
        wishes = replace(wishes, place=None)
    if shortened and guide.state.kind is None:
        wishes = replace(wishes, kinds=guide.intake.short_study.kinds)
    free = next((wish.words for wish in guide.intake.wishes if wish.id == FREE_WISH and wish.words), None)
    if cheap and wishes.words and free and free not in wishes.words.split():
        wishes = replace(wishes, words=f"{wishes.words} {free}")
    return wishes
