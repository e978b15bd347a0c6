"""Beginning again, after the learner has confirmed it; and the yes and no that confirm."""

from dataclasses import replace

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.dialogue.offers import take_offer
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.aside import answer_aside
from actions.skills.going_on import advance
from actions.skills.human import share
from actions.skills.misunderstanding import help_with_question


class AskRestart(SuuntaAction):
    """Asks before anything is forgotten."""

    action_name = "action_ask_restart"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Ask for a confirmation."""
        guide.state = replace(guide.state, confirming="restart")
        guide.reply.say("utter_ask_restart")


class Affirm(SuuntaAction):
    """A yes: to the confirmation that was asked, or as an answer to the open question."""

    action_name = "action_affirm"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Do what was confirmed or what was offered; a yes to nothing leads back to the point."""
        if guide.confirming == "restart":
            guide.reply.forget_everything()
            guide.reply.say("utter_restarted")
            return
        if guide.confirming == "share":
            share(guide, allowed=True)
            return
        if intent := take_offer(guide):
            await answer_as(guide, services, intent)
            return
        await answer_or_resume(guide, services)


class Deny(SuuntaAction):
    """A no: to the confirmation that was asked, or as an answer to the open question."""

    action_name = "action_deny"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Drop what was to be confirmed; a no to nothing leads back to the point."""
        if guide.confirming == "share":
            share(guide, allowed=False)
            return
        if guide.confirming is not None:
            guide.reply.say("utter_not_restarted")
            if not guide.ask_if_due("resumed"):
                guide.reply.say("utter_heard_what_next")
            return
        await answer_or_resume(guide, services)


async def answer_or_resume(guide: Guide, services: Services) -> None:
    """Use a bare yes or no as an answer where the question takes one; "joo, mut kauan se kestää" asks."""
    guide.note_facts()
    if await answer_aside(guide, services):
        return
    sentence = len(guide.turn.text.split()) > WORDS_OF_A_NAME and guide.note_own_words()
    if guide.news or sentence:
        await advance(guide, services)
    elif guide.open_question is not None:
        await help_with_question(guide, services)
    else:
        guide.reply.say("utter_heard_what_next")
