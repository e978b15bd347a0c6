"""Closes a turn whose answer the engine gave: notes facts said in passing and leads back to the point."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.services import Services
from actions.skills.going_on import advance


async def lead_back(guide: Guide, services: Services) -> None:
    """Note facts said in passing, and go on: with the open question again, or with what is due after news.

    Who names what they would like to study beside a question is led on to courses.
    """
    guide.note_facts()
    if guide.state.flow is None and "field" in guide.news and open_talk(guide, TALKS) is None:
        guide.state = guide.state.started("find_course")
    if guide.state.open is not None or guide.news:
        await advance(guide, services, None if guide.news else "resumed")


class Resume(SuuntaAction):
    """After a digression, asks the open question again."""

    action_name = "action_resume"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts; lead back to a question if one is open or due."""
        await lead_back(guide, services)


class Rest(SuuntaAction):
    """Closes a turn that leaves the word to the learner, as after a goodbye. Nothing is lost."""

    action_name = "action_rest"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts, say nothing more."""
        guide.note_facts()
