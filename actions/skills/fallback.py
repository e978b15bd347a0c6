"""What the bot does when it is not sure: it takes what is sure, answers what does no harm, or asks back."""

from actions.base import SuuntaAction
from actions.courses.shown import shown_courses
from actions.dialogue.clauses import NEGATION
from actions.dialogue.guide import Guide
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.dialogue.requests import Requests, requests_in
from actions.dialogue.unanswered import Unanswered, note_unanswered
from actions.guidance.groups import answer_of_groups
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.aside import answer_aside
from actions.skills.asking_back import ask_back
from actions.skills.beside import QUESTION
from actions.skills.changing import sets_another_answer
from actions.skills.going_on import advance
from actions.skills.human import share
from actions.skills.languages import answer_in_own_language, say_who_helps, wants_plain_finnish
from actions.skills.leading_back import lead_back
from actions.skills.likely import (
    likely_move,
    may_be_asked_after,
    request_at_once,
    says_more_than_facts,
    states_an_answer,
)
from actions.skills.not_understood import say_not_understood
from actions.skills.subject import note_subject
from actions.texts import read_texts
from nlu.asking import asks_somewhere, is_question
from nlu.expectation import base_forms

OF_THE_WORDS = frozenset({"change_language", "clarify", "help"})  # may ask for easier Finnish
OF_PERMITS = "utter_who_helps_permit"


class Fallback(SuuntaAction):
    """Answers a message that the model did not understand well enough to act on."""

    action_name = "action_fallback"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Take the words as an answer where that is possible; else ask, or offer ways on.

        A request that stands beside a fact is answered, or asked after: it is never lost for the fact.
        """
        if guide.note_change() or self._answers_plainly(guide) or sets_another_answer(guide):
            guide.note_facts()
            await advance(guide, services)
        elif guide.names_another_wish():
            guide.note_facts(wish=True)
            await advance(guide, services)
        else:
            await self._answer(guide, services)
        note_unanswered(guide, Unanswered.UNSURE if guide.understood else Unanswered.NOT_UNDERSTOOD)

    async def _answer(self, guide: Guide, services: Services) -> None:
        searching = guide.state.flow is not None
        titles = read_texts("intent_titles")
        requests = requests_in(guide.turn.confidences, titles, guide.open_question, searching=searching)
        if await self._answer_at_once(guide, services):
            pass
        elif move := likely_move(guide):
            await answer_as(guide, services, move)
        elif OF_THE_WORDS & set(guide.turn.candidates) and wants_plain_finnish(guide):
            await answer_as(guide, services, "change_language")
        elif await self._answer_aside(guide, services):
            pass
        elif request := request_at_once(guide, requests):
            await answer_as(guide, services, request)
        elif await self._note_all(guide, services):
            await self._go_on(guide, services, requests)
        elif answer_in_own_language(guide):
            await lead_back(guide, services)
        elif requests.sure is None and (guide.note_answer() or guide.note_hindrance()):
            if guide.state.flow is None and "goal" in guide.news:
                guide.state = guide.state.started("find_course")
            await advance(guide, services)
        else:
            await say_not_understood(guide, services, requests)

    async def _answer_at_once(self, guide: Guide, services: Services) -> bool:
        """A no to sharing, "otetaanko miehiä" and a statement that answers, whatever else is likely."""
        if guide.confirming == "share" and NEGATION in base_forms(guide.turn.text):
            share(guide, allowed=False)
            return True
        if answer_of_groups(guide):
            await lead_back(guide, services)
            return True
        if states_an_answer(guide):
            guide.note_facts()
            await advance(guide, services)
            return True
        return False

    async def _answer_aside(self, guide: Guide, services: Services) -> bool:
        """The facts beside a question are noted where the question leads back."""
        self._note_facts(guide)
        if await answer_aside(guide, services):
            return True
        if is_question(guide.turn.text) and say_who_helps(guide, only=OF_PERMITS):
            await lead_back(guide, services)
            return True
        return False

    def _answers_plainly(self, guide: Guide) -> bool:
        """Whether a few words are a quick answer to the open question: "merkonomi", though it is work too."""
        return len(guide.turn.text.split()) <= WORDS_OF_A_NAME and guide.note_option()

    def _note_facts(self, guide: Guide) -> bool:
        names_a_wish = guide.names_only_a_wish()
        if names_a_wish:
            guide.state = guide.state.started("find_course")
        return guide.note_facts(wish=names_a_wish)

    async def _note_all(self, guide: Guide, services: Services) -> bool:
        self._note_facts(guide)
        guide.note_option()
        if guide.state.flow is None:
            guide.note_wished_goal()
        await note_subject(guide, services)
        return bool(guide.news)

    async def _answer_likeliest(self, guide: Guide, services: Services, requests: Requests) -> bool:
        """Answer the one thing that a message with facts may ask: an answer does no harm."""
        if len(requests.names) != 1 or not requests.names[0].startswith(QUESTION):
            return False
        if not asks_somewhere(guide.turn.text):
            return False
        await answer_as(guide, services, requests.names[0])
        return True

    async def _go_on(self, guide: Guide, services: Services, requests: Requests) -> None:
        """After the facts of a message: answer or ask after the request that it may hold, else go on.

        Before any goal a named field is a wish to study it, as in a message that is understood. Another
        answer after courses is a wish for others.
        """
        if await self._answer_likeliest(guide, services, requests):
            return
        asks = is_question(guide.turn.text)
        wishes = "field" in guide.news and not asks
        changes = guide.was_open is None and bool(shown_courses(guide).current) and not asks
        asked_too = says_more_than_facts(guide) and not (wishes or changes)
        if may_be_asked_after(requests, guide) and guide.news_said_back() and asked_too:
            ask_back(guide, "utter_noted_did_you_mean", requests.names, facts=guide.news_said_back())
            guide.mark_open()
        else:
            wants = {"field", "goal"} & guide.news.keys()
            tells = bool(guide.news) and open_talk(guide, TALKS) is None
            if guide.state.flow is None and (wants or tells or requests.names):
                guide.state = guide.state.started("find_course")
            await advance(guide, services)
