"""For those who look for work: where the open jobs are, unless they only tell that they have none."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.going_on import advance
from actions.skills.leading_back import lead_back
from nlu.asking import is_question

ASKS_OF_WORK = frozenset({"motivation", "goal"})  # to these a wish for work is an answer that needs one


class FindJob(SuuntaAction):
    """Answers a wish for work; "ei työtä" in the middle of the questions is an answer to one of them."""

    action_name = "action_find_job"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Say where jobs are found, and lead back to the point."""
        if guide.open_question is not None and guide.note_option_of_another():
            await advance(guide, services)
            return
        guide.note_facts()
        guide.note_option()
        if not _only_answers(guide):
            guide.reply.say("utter_find_job")
        await lead_back(guide, services)


def _only_answers(guide: Guide) -> bool:
    """Whether work is only a word of an answer ("koulussa ja työpaikalla" to how one would like to study)."""
    answered = guide.was_open is not None and guide.state.open is None
    of_work = guide.was_open in ASKS_OF_WORK or guide.turn.is_button
    return answered and not of_work and not is_question(guide.turn.text)
