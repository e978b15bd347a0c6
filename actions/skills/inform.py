"""Takes in what the learner tells: an answer to the open question, facts in passing, a correction."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.find_course import advance


class Inform(SuuntaAction):
    """Notes facts and goes on."""

    action_name = "action_inform"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note what was said; when it answers nothing, help with the open question."""
        if not (guide.note_facts(wish=guide.names_only_a_wish()) or guide.note_answer()):
            return self._not_understood(guide)
        if guide.state.flow is None and "field" in guide.news:
            guide.state = guide.state.started("find_course")
        await advance(guide, services)
        return None

    def _not_understood(self, guide: Guide) -> None:
        if guide.open_question is not None:
            guide.explain(guide.open_question.clarify)
        else:
            guide.reply.say("utter_heard_what_next")
