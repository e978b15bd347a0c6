"""Answers a question by its response, unless its words ask something else more plainly."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.aside import answer_aside
from actions.skills.leading_back import lead_back


class Answer(SuuntaAction):
    """The whole rule of a question that one response answers; the response is named after the intent."""

    action_name = "action_answer"

    async def respond(self, guide: Guide, services: Services) -> None:
        """ "kauanko siinä menee" asks of time, whatever it looks like; else say the response and go on."""
        if not await answer_aside(guide, services, unless=guide.turn.intent):
            guide.reply.say(f"utter_{guide.turn.intent}")
            await lead_back(guide, services)
