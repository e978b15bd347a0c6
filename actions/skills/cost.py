"""Tells what a shown course costs, where "mitä se maksaa" means one; prices themselves are not known."""

from actions.courses.buttons import ways_on
from actions.courses.data import load_texts
from actions.courses.picking import picked
from actions.courses.shown import COSTS, ShownCourse, keep_shown, shown_courses
from actions.dialogue.guide import Guide
from nlu.naming import said

BARE = 2  # words: "paljonko maksaa" after courses asks of them


def tell_cost(guide: Guide) -> bool:
    """Say the cost of the courses that the message means. Returns whether it means any.

    After courses "se" and "ne" are those; the cost of studying in general is asked in other words.
    """
    shown = shown_courses(guide)
    if guide.turn.is_button or guide.open_question is not None or not shown.current:
        return False
    choice, texts = picked(guide.turn, shown), load_texts().cost
    points = len(guide.turn.text.split()) <= BARE or said(guide.turn.text).names_any(texts.meant)
    if not (choice.named or points):
        return False
    courses = choice.courses or shown.current
    lines = [_line(course) for course in courses]
    guide.reply.say_text("\n".join([*lines, texts.end]), ways_on(compare=len(shown.current) > 1), {})
    if len(courses) == 1:
        keep_shown(guide, shown.spoken_of(courses[0]))
    return True


def _line(course: ShownCourse) -> str:
    texts = load_texts().cost
    known = course.cost is not None and texts.classes.get(COSTS[int(course.cost)])
    return (known or texts.unknown).format(name=course.name)
