"""Says why courses were shown: the search's reasons and the wishes that it followed."""

from actions.base import SuuntaAction
from actions.courses.buttons import ways_on
from actions.courses.data import load_texts
from actions.courses.picking import picked
from actions.courses.shown import ShownCourse, ShownCourses, keep_shown, shown_courses
from actions.dialogue.guide import Guide
from actions.services import Services

NOT_SAID = frozenset({"goal", "background", "motivation", "barriers"})  # no wishes for a course themselves


class ExplainCourses(SuuntaAction):
    """Answers "miksi ehdotit tätä?"."""

    action_name = "action_explain_courses"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Explain the course that is meant, else all of the last list; then lead back to an open question."""
        shown = shown_courses(guide)
        courses = picked(guide.turn, shown).courses or shown.current
        if not courses:
            guide.reply.say("utter_explain_recommendation")
        else:
            _explain(guide, shown, courses)
        guide.ask_if_due("resumed")


def _explain(guide: Guide, shown: ShownCourses, courses: tuple[ShownCourse, ...]) -> None:
    texts = load_texts().explain
    reasons = [texts.one.format(name=one.name, why=one.why).strip() for one in courses]
    wishes = wishes_said(guide, shown)
    said = [*reasons, *([texts.wishes.format(wishes=wishes)] if wishes else []), texts.end]
    guide.reply.say_text("\n".join(said), ways_on(compare=len(shown.current) > 1), {})
    if len(courses) == 1:
        keep_shown(guide, shown.spoken_of(courses[0]))


def wishes_said(guide: Guide, shown: ShownCourses) -> str:
    """What the search followed, in the learner's language: facts that it uses, wishes, limits."""
    facts = [
        guide.intake.question(name).label(fact.value)
        for name, fact in guide.facts.items()
        if guide.intake.has(name) and guide.intake.question(name).searches and name not in NOT_SAID
    ]
    wishes = [wish.label for wish in guide.wishes.values()]
    limits = [load_texts().labels[name] for name in shown.limits]
    return ", ".join([*facts, *wishes, *limits])
