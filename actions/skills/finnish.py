"""For those who want to learn Finnish, or ask how much of it is needed."""

from actions.base import SuuntaAction
from actions.dialogue.beginnings import has_word_beginning
from actions.dialogue.facts import Fact, implied_by
from actions.dialogue.guide import Guide
from actions.services import Services
from actions.skills.going_on import advance
from actions.skills.leading_back import lead_back
from actions.texts import read_texts
from nlu.asking import is_question

LANGUAGE = "language"  # the goal, which brings the field and the kinds of courses with it
ASKED_FIRST = (None, "goal", "field", "motivation")  # while another question is open, a search goes on


class AskFinnish(SuuntaAction):
    """Answers "haluan oppia suomea" with a search, and "riittääkö suomeni?" with what is known."""

    action_name = "action_ask_finnish_language"
    leaves_crisis = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """In a search for something else, tell of the courses and lead back to it."""
        if _asks_what_is_needed(guide.turn.text):
            guide.reply.say("utter_finnish_needed")
            await lead_back(guide, services)
        elif not _wishes_anew(guide) and (
            guide.state.open not in ASKED_FIRST or _looks_for_something_else(guide)
        ):
            guide.reply.say("utter_ask_finnish_language")
            await lead_back(guide, services)
        else:
            guide.note_facts()
            goal = Fact("goal", LANGUAGE, "" if guide.turn.is_button else guide.turn.text)
            for implied in implied_by(goal, guide.intake):
                guide.note(implied)
            guide.note(goal)
            guide.state = guide.state.started("find_course")
            await advance(guide, services)


def _asks_what_is_needed(text: str) -> bool:
    return has_word_beginning(text, read_texts("finnish_needed")["words"])


def _wishes_anew(guide: Guide) -> bool:
    """Whether courses were shown and a statement asks for Finnish in their place: "suomen kurssi ensin"."""
    shown = guide.state.searched and guide.open_question is None and guide.was_open is None
    return shown and not (guide.turn.is_button or is_question(guide.turn.text))


def _looks_for_something_else(guide: Guide) -> bool:
    goal, field = guide.facts.get("goal"), guide.facts.get("field")
    if goal is not None:
        return goal.value != LANGUAGE
    return field is not None and field.entity is not None  # "puhun kotona viroa, haluan hoitoalalle"
