"""Goes on with the goal that is being worked on: the next question that is due, or the courses."""

from actions.dialogue.guide import Guide, Lead
from actions.dialogue.steps import Search
from actions.guidance.enough import has_enough
from actions.guidance.talk import is_talking
from actions.services import Services
from actions.skills.course_cards import show_courses


async def advance(guide: Guide, services: Services, lead: Lead | None = None) -> None:
    """Ask the next question that is due, or search when all is known.

    When nothing is due, news are said back with the ways on; without news nothing is said. An open talk says
    them back with its own question. Who names what to study is led to courses. Who asks to be shown courses
    is asked no more, once the field is known.
    """
    if guide.state.flow is None and "field" in guide.news and not is_talking(guide):
        guide.state = guide.state.started("find_course")
    asked = guide.was_open is not None or guide.state.asked
    if asked and guide.state.flow is not None and "field" in guide.facts and has_enough(guide.turn):
        await show_courses(guide, services.courses)
        return
    if guide.ask_if_due(lead):
        return
    if isinstance(guide.next_step(), Search):
        await show_courses(guide, services.courses)
    elif (guide.news or guide.taken) and not is_talking(guide):
        guide.reply.say("utter_noted_what_next", facts=guide.news_said_back())
