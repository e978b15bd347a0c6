"""Keeps courses in the plan, with the next steps that follow from them."""

from actions.base import SuuntaAction
from actions.courses.buttons import course_buttons, ways_in
from actions.courses.data import load_texts
from actions.courses.picking import picked
from actions.courses.shown import ShownCourse, keep_shown, shown_courses
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.plan.items import Planned, course_item, course_key, planned, steps_for
from actions.plan.showing import plan_card
from actions.services import Services


class SaveCourse(SuuntaAction):
    """Answers "tallenna toi eka"."""

    action_name = "action_save_course"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Keep the course that is meant; where it is not said which, ask. Then back to an open question."""
        texts, shown = load_texts(), shown_courses(guide)
        courses = picked(guide.turn, shown).courses
        if not courses and len(shown.current) == 1:
            courses = shown.current
        if courses:
            keep_courses(guide, courses)
            keep_shown(guide, shown.spoken_of(courses[0]))
        elif shown.current:
            guide.reply.say_text(
                texts.which_save, course_buttons("save_course", shown.current, with_all=True), {}
            )
            return
        else:
            guide.reply.say_text(texts.none_shown, ways_in(), {})
        guide.ask_if_due("resumed")


def keep_courses(guide: Guide, courses: tuple[ShownCourse, ...]) -> None:
    """Put courses and their steps into the plan; what is there already stays as it is."""
    plan = planned(guide)
    keys = {one.key for one in plan}
    fresh = tuple(one for one in courses if course_key(one.id) not in keys)
    items = [*(course_item(one) for one in fresh), *(steps_for(guide, fresh) if fresh else ())]
    new = [item for item in items if item["key"] not in keys]
    for item in new:
        guide.reply.do({"type": "plan.add", "item": item})
    plan += [Planned(item["key"], item["kind"], item["title"], done=False, item=item) for item in new]
    guide.reply.say_text(_said(courses, fresh, new), _buttons(), {"cards": [plan_card(plan)]})


def _said(
    courses: tuple[ShownCourse, ...], fresh: tuple[ShownCourse, ...], new: list[dict[str, object]]
) -> str:
    texts = load_texts()
    if not fresh:
        return texts.saved_again.format(names=", ".join(one.name for one in courses))
    said = texts.saved.format(names=", ".join(one.name for one in fresh))
    return f"{said} {texts.saved_more}" if len(new) > len(fresh) else said


def _buttons() -> list[Button]:
    texts = load_texts().buttons
    return [
        Button(texts.plan, "/show_plan"),
        Button(texts.apply, "/ask_how_to_apply"),
        Button(texts.more, "/refine_search"),
        Button(texts.human, "/request_human"),
    ]
