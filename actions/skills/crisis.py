"""Help in a crisis: the contacts that fit, at once, nothing else, and no more questions."""

from actions.base import SuuntaAction
from actions.dialogue.beginnings import named_by_beginnings
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.texts import read_texts


class Crisis(SuuntaAction):
    """Gives the crisis contacts and stops the intake."""

    action_name = "action_crisis"
    leaves_crisis = True
    hears_answers = False

    async def respond(self, guide: Guide, services: Services) -> None:
        """Nothing is noted from such a message, and nothing is asked."""
        guide.state = guide.state.halt()
        guide.reply.say(f"utter_crisis_{kind_of_crisis(guide.turn.text)}")


def kind_of_crisis(text: str) -> str:
    """Which contacts come first: violence, poisoning, or general. Beginnings of words decide."""
    return named_by_beginnings(text, read_texts("crisis_kinds")) or "general"
