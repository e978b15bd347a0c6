"""Leads back to the point after an answer, with the facts that were said in passing."""

from actions.dialogue.guide import Guide
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.services import Services
from actions.skills.going_on import advance


async def lead_back(guide: Guide, services: Services) -> None:
    """Note facts and an answer said in passing, and go on: with the open question again, or with what is due.

    Who names what they would like to study beside a question is led on to courses.
    """
    guide.note_facts()
    guide.note_option()
    if guide.state.flow is None and "field" in guide.news and open_talk(guide, TALKS) is None:
        guide.state = guide.state.started("find_course")
    if guide.state.open is not None or guide.news:
        await advance(guide, services, None if guide.news else "resumed")
