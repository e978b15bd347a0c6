"""Hears out what the learner has done in life: as an answer to a question, or as a story of its own."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.find_course import advance


class Background(SuuntaAction):
    """Takes a story of past work, duties or skills."""

    action_name = "action_background"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts and go on with what was asked; without a question, say what the story is worth."""
        if guide.note_facts() or guide.note_answer():
            await advance(guide, services)
        if not guide.reply.messages:
            guide.reply.say("utter_describe_background")
            guide.ask_if_due("resumed")
