"""What one needs to get in, and whether people like the one who asks are let in."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.asides import aside_in
from actions.guidance.groups import answer_of_groups
from actions.services import Services
from actions.skills.leading_back import lead_back
from nlu.asking import asks_of_need


class AskEntry(SuuntaAction):
    """Answers "otetaanko miehiä?" and "mitä vaaditaan?"."""

    action_name = "action_ask_entry_requirements"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Answer to the point where it asks of a group, or of health and the like; then lead back."""
        if answer_of_groups(guide):
            pass
        elif (aside := aside_in(guide.turn.text)) and aside.text and not guide.turn.is_button:
            guide.reply.say_text(aside.text, [], {})
        elif name := _needed(guide):
            guide.reply.say("utter_ask_entry_need", name=name)
        else:
            guide.reply.say("utter_ask_entry_requirements")
        await lead_back(guide, services)


def _needed(guide: Guide) -> str | None:
    """The card or the qualification that a message asks the need of: "tarvinko hygieniapassin"."""
    if not asks_of_need(guide.turn.text):
        return None
    return next((one.value for one in guide.turn.entities if one.name == "qualification"), None)
