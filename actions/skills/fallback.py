"""What the bot does when it is not sure: it says so, asks which was meant, and offers a human in time."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.services import Services
from actions.skills.find_course import advance
from actions.skills.languages import answer_in_own_language
from actions.skills.misunderstanding import (
    OFFER_HUMAN_AFTER,
    count_misunderstanding,
    help_with_question,
)
from actions.skills.resume import lead_back
from actions.texts import read_texts


class Fallback(SuuntaAction):
    """Answers a message that the model did not understand well enough to act on."""

    action_name = "action_fallback"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Take the words as an answer where that is possible; else ask, or offer ways on."""
        names_a_wish = guide.names_only_a_wish()
        if names_a_wish:
            guide.state = guide.state.started("find_course")
        if guide.note_facts(wish=names_a_wish):
            await advance(guide, services)
        elif answer_in_own_language(guide):
            await lead_back(guide, services)
        elif guide.note_answer():
            await advance(guide, services)
        else:
            await self._say_not_understood(guide, services)

    async def _say_not_understood(self, guide: Guide, services: Services) -> None:
        if guide.open_question is not None:
            await help_with_question(guide, services)
        elif count_misunderstanding(guide) >= OFFER_HUMAN_AFTER:
            guide.reply.say("utter_fallback_human")
        else:
            self._ask_which(guide)

    def _ask_which(self, guide: Guide) -> None:
        titles = read_texts("intent_titles")
        choices = [Button(titles[name], f"/{name}") for name in guide.turn.candidates if name in titles]
        if len(choices) > 1:
            guide.reply.say(
                "utter_did_you_mean", buttons=[*choices, Button(titles["none_of_these"], "/help")]
            )
        else:
            guide.reply.say("utter_fallback")
