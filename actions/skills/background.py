"""Hears out what the learner has done in life: as an answer to a question, or as a story of its own."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.mapping_talk import MappingTalk
from actions.guidance.noting import keep_story, note_other_facts
from actions.services import Services
from actions.skills.going_on import advance


class Background(SuuntaAction):
    """Takes a story of past work, duties or skills."""

    action_name = "action_background"

    async def respond(self, guide: Guide, services: Services) -> None:
        """While a question is open, note facts and go on with it; else look at what the story is worth."""
        if guide.was_open is not None and guide.open_question is None:
            guide.note_facts()
            await advance(guide, services)
        elif guide.open_question is None:
            note_other_facts(guide)
            keep_story(guide)
            await MappingTalk().begin(guide, services)
        elif guide.note_facts() or guide.note_answer():
            await advance(guide, services)
        if not guide.reply.messages:
            keep_story(guide)
            guide.reply.say("utter_describe_background")
            guide.ask_if_due("resumed")


class MapSkills(SuuntaAction):
    """Answers a wish to see what one knows, or what one could do with it."""

    action_name = "action_map_skills"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Begin with what was told already; else ask for a story."""
        note_other_facts(guide)
        await MappingTalk().begin(guide, services)
