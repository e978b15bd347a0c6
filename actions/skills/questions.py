"""What a learner can do with an open question besides answering it: skip it, ask about it, go back."""

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.direction import help_to_a_direction
from actions.skills.going_on import advance
from actions.skills.human import share
from actions.skills.languages import wants_plain_finnish
from actions.skills.subject import note_hesitant_field

ASK_FOR_DIRECTION = ("goal", "field")  # who does not know these is helped to find a direction


class Skip(SuuntaAction):
    """Leaves the open question without an answer."""

    action_name = "action_skip"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Go on with the next question, or with the search; to a question of sharing it is a no."""
        if guide.confirming == "share":
            share(guide, allowed=False)
            return
        if guide.open_question is None:
            guide.reply.say("utter_nothing_to_skip")
            return
        guide.state = guide.state.skipping()
        await advance(guide, services, "skipped")


class DontKnow(SuuntaAction):
    """Takes "en tiedä" as a fine answer."""

    action_name = "action_dont_know"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Skip the open question kindly. Without one, or where the direction itself is open, offer ideas.

        Who does not care and names something all the same is taken at their word.
        """
        if await note_hesitant_field(guide, services):
            await advance(guide, services)
            return
        if guide.state.open in (None, *ASK_FOR_DIRECTION):
            await help_to_a_direction(guide, services)
            return
        guide.state = guide.state.skipping()
        await advance(guide, services, "skipped")


class WhyAsked(SuuntaAction):
    """Says why the open question is asked."""

    action_name = "action_why_asked"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Give the reason, and the question again."""
        question = guide.open_question
        if question is None:
            guide.reply.say("utter_why_in_general")
            return
        guide.explain(guide.intake.phrases.why.format(why=question.why, question=question.text))


class Clarify(SuuntaAction):
    """Says the open question in other words, with examples."""

    action_name = "action_clarify"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Give the plainer wording; who asks for easier Finnish gets it from now on.

        Who asks in the same words again is led on without the question, with a human at hand.
        """
        if wants_plain_finnish(guide):
            await answer_as(guide, services, "change_language")
            return
        question = guide.open_question
        if question is None:
            guide.reply.say("utter_help")
            return
        if guide.says_again:
            guide.state = guide.state.skipping()
            await advance(guide, services, "unclear")
            return
        examples = ", ".join(question.examples)
        guide.explain(guide.intake.phrases.clarified.format(plain=question.plain, examples=examples))


class Repeat(SuuntaAction):
    """Says the open question, or the suggestions, again."""

    action_name = "action_repeat"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Repeat what is open."""
        if guide.open_question is not None:
            guide.ask(guide.open_question.id, "again")
        elif not guide.ask_if_due():
            guide.reply.say("utter_nothing_to_repeat")


class GoBack(SuuntaAction):
    """Takes a correction; without a new value it asks the last question again."""

    action_name = "action_go_back"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Note the corrected fact, or reopen the last question."""
        if guide.note_facts(wish=True):
            await advance(guide, services)
            return
        earlier = guide.state.asked_before
        if earlier is None or not guide.intake.has(earlier):
            guide.reply.say("utter_nothing_to_go_back")
            return
        guide.state = guide.state.reopening(earlier)
        guide.ask(earlier, "back")
