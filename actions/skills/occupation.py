"""Answers what an occupation is like, and whether there is work in it."""

from actions.base import SuuntaAction
from actions.dialogue.beginnings import has_word_beginning
from actions.dialogue.desires import is_left
from actions.dialogue.facts import WISH_ENTITIES
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.guidance.about import Subject
from actions.guidance.noting import note_other_facts
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.occupation_talk import tell_named
from actions.guidance.pay import say_pay, speaks_of_pay
from actions.services import Services
from actions.skills.going_on import advance
from nlu.asking import is_question


class AskOccupation(SuuntaAction):
    """Tells what one does and needs in an occupation."""

    action_name = "action_ask_occupation"
    subject: Subject = "about"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Tell of the occupation that is named or was looked at; then lead back to an open question."""
        if self.subject == "about" and _names_the_field(guide):
            guide.note_facts(wish=True)
            if "field" in guide.news or guide.note_own_words():
                await advance(guide, services)
                return
        note_other_facts(guide)
        await tell_named(guide, services, self.subject)
        guide.ask_if_due("resumed")


class AskLabourMarket(AskOccupation):
    """Tells how work and workers meet in an occupation; never promises a job."""

    action_name = "action_ask_labour_market"
    subject = "market"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Of pay nothing is known: say so, and who tells."""
        if not speaks_of_pay(guide.turn.text):
            await super().respond(guide, services)
            return
        say_pay(guide)
        guide.ask_if_due("resumed")


def _names_the_field(guide: Guide) -> bool:
    """Whether a message answers what one would like to do ("ajojärjestelijän hommat vois olla"), and asks
    nothing."""
    text = guide.turn.text
    few = len(text.split()) <= WORDS_OF_A_NAME
    named = any(one.name in WISH_ENTITIES and not is_left(one, text) for one in guide.turn.entities)
    asks = is_question(text) or has_word_beginning(text, load_occupation_texts().about_words)
    return guide.state.open == FIELD and not guide.turn.is_button and (few or named) and not asks
