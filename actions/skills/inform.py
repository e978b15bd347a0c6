"""Takes in what the learner tells: an answer to the open question, facts in passing, a correction."""

from actions.base import SuuntaAction
from actions.dialogue.desires import WISHING
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.aside import answer_aside, answer_subject
from actions.skills.changing import REFINE, asks_for_other_courses
from actions.skills.going_on import advance
from actions.skills.misunderstanding import help_with_question
from actions.skills.subject import note_subject


class Inform(SuuntaAction):
    """Notes facts and goes on."""

    action_name = "action_inform"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note what was said; when it answers nothing, help with the open question.

        Somebody who tells of themselves without a request is asked next what they would like. A question
        beside the facts is answered before that.
        """
        guide.note_facts(wish=guide.names_only_a_wish())
        await note_subject(guide, services)
        if not guide.note_option():
            guide.note_words_beside_facts()
        changed = guide.note_change()
        heard = guide.news or changed or guide.note_answer() or guide.note_hindrance()
        if heard and guide.state.flow is None:
            self._begin_search(guide)
        if (guide.news or not heard) and await answer_aside(guide, services):
            return
        if heard:
            await advance(guide, services)
        else:
            await self._not_understood(guide, services)

    def _begin_search(self, guide: Guide) -> None:
        """Begin the search; "haluisin lyhyen kurssin" among the facts tells its goal."""
        guide.state = guide.state.started("find_course")
        if "goal" not in guide.facts and WISHING.search(guide.turn.text.lower()):
            guide.note_named("goal")

    async def _not_understood(self, guide: Guide, services: Services) -> None:
        if await answer_subject(guide, services):
            return
        if asks_for_other_courses(guide):
            await answer_as(guide, services, REFINE)
        elif guide.open_question is not None:
            await help_with_question(guide, services)
        else:
            guide.reply.say("utter_heard_what_next")
