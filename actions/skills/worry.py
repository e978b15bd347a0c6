"""Meets a worry: the rule has acknowledged it, here it becomes a wish that the search follows."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.services import Services
from actions.skills.aside import answer_aside
from actions.skills.going_on import advance


class MeetWorry(SuuntaAction):
    """The rule of a worry: the response that meets it, and the wish that it becomes."""

    action_name = "action_meet_worry"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Keep the wish; go on with the question, or search again where courses were shown already.

        A worry that asks something plainly is answered: "mitäs jos en pääse lääkärintarkastuksesta läpi".
        """
        if await answer_aside(guide, services, unless=guide.turn.intent):
            return
        met = f"utter_{guide.turn.intent}"
        if not any(message.response == met for message in guide.reply.messages):
            guide.reply.say(met)
        guide.add_wish_of(guide.turn.intent)
        guide.note_facts()
        if guide.state.flow is None and guide.news and open_talk(guide, TALKS) is None:
            guide.state = guide.state.started("find_course")
        if guide.state.flow is not None or guide.news:
            await advance(guide, services, None if guide.news else "resumed")


class RemoveWish(SuuntaAction):
    """Drops a wish that the learner does not want to be followed, and searches without it."""

    action_name = "action_remove_wish"

    async def respond(self, guide: Guide, services: Services) -> None:
        """The wish is named by the button; an old button of a wish that is gone just goes on."""
        for entity in guide.turn.entities:
            guide.drop_wish(entity.value)
        await advance(guide, services)


class TellMore(SuuntaAction):
    """Goes through the whole intake with those who want to tell more."""

    action_name = "action_tell_more"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Ask what is not known yet, in the order that builds trust; then search again."""
        guide.state = guide.state.started("profile", guide.state.kind)
        await advance(guide, services)
