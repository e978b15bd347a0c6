"""What one needs to get in, and whether people like the one who asks are let in."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.groups import answer_of_groups
from actions.services import Services
from actions.skills.resume import lead_back


class AskEntry(SuuntaAction):
    """Answers "otetaanko miehiä?" and "mitä vaaditaan?"."""

    action_name = "action_ask_entry_requirements"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Answer to the point where a group of people is named; then lead back to an open question."""
        if not answer_of_groups(guide):
            guide.reply.say("utter_ask_entry_requirements")
        await lead_back(guide, services)
