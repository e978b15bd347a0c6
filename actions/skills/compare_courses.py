"""Puts two to four shown courses side by side: what differs first, then what is alike."""

from actions.base import SuuntaAction
from actions.courses.buttons import course_buttons, ways_in, ways_on
from actions.courses.comparing import MOST, compared_text, least_of
from actions.courses.data import load_texts
from actions.courses.picking import picked
from actions.courses.refining import read_refining
from actions.courses.shown import ShownCourse, shown_courses
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.services import Services
from backends.client.courses import BackendUnavailable, CourseMissing

FEWEST = 2


class CompareCourses(SuuntaAction):
    """Answers "vertaa ekaa ja kolmatta" and "kumpi on lyhyempi?"."""

    action_name = "action_compare_courses"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Compare what is meant, else the last list; then lead back to an open question."""
        texts, shown = load_texts(), shown_courses(guide)
        meant = picked(guide.turn, shown)
        courses = meant.courses if meant.named and len(meant.courses) >= FEWEST else shown.current
        if not courses:
            guide.reply.say_text(texts.none_shown, ways_in(), {})
        elif len(courses) < FEWEST:
            guide.reply.say_text(texts.compare.needs_two, ways_on(), {})
        else:
            await _compare(guide, services, courses)
        guide.ask_if_due("resumed")


async def _compare(guide: Guide, services: Services, courses: tuple[ShownCourse, ...]) -> None:
    texts = load_texts()
    many, courses = len(courses) > MOST, courses[:MOST]
    found = await services.courses.compare([one.id for one in courses])
    if isinstance(found, BackendUnavailable):
        guide.reply.say_text(texts.unavailable, ways_on(), {})
        return
    if isinstance(found, CourseMissing):
        guide.reply.say_text(texts.gone, ways_on(), {})
        return
    asked = read_refining(guide.turn).measures
    said = [texts.compare.too_many] if many else []
    said += [*least_of(asked, courses), compared_text(courses, found["facts"]), texts.compare.choose]
    guide.reply.say_text("\n".join(said), _buttons(courses), {})


def _buttons(courses: tuple[ShownCourse, ...]) -> list[Button]:
    """Saving each of them, and what else can be done."""
    save = load_texts().buttons.save_this
    saving = [
        Button(save.format(name=button.title), button.payload)
        for button in course_buttons("save_course", courses)
    ]
    return [*saving, *ways_on()[1:]]
