"""Closes a turn: back to the point after an answer, or with a goodbye, or with a pause."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.going_on import advance
from actions.skills.leading_back import lead_back

WORDS_OF_A_GOODBYE = 4  # "kiitos ja hyvää päivänjatkoa"; longer ones tell something


class Resume(SuuntaAction):
    """After a digression, asks the open question again."""

    action_name = "action_resume"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts; lead back to a question if one is open or due."""
        await lead_back(guide, services)


class Goodbye(SuuntaAction):
    """Closes a turn that leaves the word to the learner. Nothing is lost."""

    action_name = "action_goodbye"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts and say goodbye; a sentence to a question that takes own words is its answer."""
        guide.note_facts()
        if len(guide.turn.text.split()) > WORDS_OF_A_GOODBYE and guide.note_own_words():
            await advance(guide, services)
            return
        guide.reply.say("utter_goodbye")


class Stop(SuuntaAction):
    """Pauses: nothing is asked, and the open question waits for whenever the learner writes on."""

    action_name = "action_stop"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note facts and say that there is no hurry; the open question keeps its mark."""
        guide.note_facts()
        guide.reply.say("utter_stop", buttons=guide.open_buttons())
        guide.mark_open()


class DeleteData(Resume):
    """Says how all data is deleted. What is to be taken away alone is taken before this skill is reached."""

    action_name = "action_delete_data"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Say it, and lead back to the question that is open."""
        guide.reply.say("utter_delete_data")
        await super().respond(guide, services)
