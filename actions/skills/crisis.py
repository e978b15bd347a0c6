"""Help in a crisis: the contacts at once, nothing else, and no more questions."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services


class Crisis(SuuntaAction):
    """Gives the crisis contacts and stops the intake."""

    action_name = "action_crisis"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Nothing is noted from such a message, and nothing is asked."""
        guide.state = guide.state.halt()
        guide.reply.say("utter_crisis")
