"""What the bot does when it is not sure: it says so, asks which was meant, and offers a human in time."""

import json
from collections.abc import Sequence

from actions.base import SuuntaAction
from actions.courses.shown import shown_courses
from actions.dialogue.answer_listener import WORDS_OF_A_STATEMENT
from actions.dialogue.answering import NEGATION, WORDS_OF_A_NAME, WORRY
from actions.dialogue.facts import WISH_ENTITIES
from actions.dialogue.guide import Guide
from actions.dialogue.moves import CLOSING, PAST, bare_question, likely_intent
from actions.dialogue.reply import Button
from actions.dialogue.requests import BEGINNINGS, GOALS, SURE, Requests, requests_in
from actions.dialogue.unanswered import Unanswered, note_unanswered
from actions.guidance.groups import answer_of_groups
from actions.guidance.interest_talk import InterestTalk
from actions.guidance.moments import keep_options
from actions.guidance.reading import read_words
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.aside import answer_aside, answer_subject
from actions.skills.beside import QUESTION, goal_among
from actions.skills.changing import REFINE, asks_for_other_courses, sets_another_answer
from actions.skills.going_on import advance
from actions.skills.human import share
from actions.skills.languages import answer_in_own_language, say_who_helps, wants_plain_finnish
from actions.skills.leading_back import lead_back
from actions.skills.misunderstanding import (
    OFFER_HUMAN_AFTER,
    count_misunderstanding,
    help_with_question,
)
from actions.skills.subject import note_subject, note_what_is_named
from actions.texts import read_texts
from nlu.asking import asks_somewhere, is_question
from nlu.expectation import base_forms

ASKS_BACK = frozenset({"clarify", "help", "repeat"})
OF_THE_WORDS = frozenset({"change_language", "clarify", "help"})  # may ask for easier Finnish
ELSEWHERE = "out_of_scope"  # to name who helps does no harm, to ask what was meant helps nobody
OF_WORK = "find_job"
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
        elif move := _likely_move(guide):
            await answer_as(guide, services, move)
        elif OF_THE_WORDS & set(guide.turn.candidates) and wants_plain_finnish(guide):
            await answer_as(guide, services, "change_language")
        elif await self._answer_aside(guide, services):
            pass
        elif request := _request_at_once(guide, requests):
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
            await self._say_not_understood(guide, services, requests)

    async def _answer_at_once(self, guide: Guide, services: Services) -> bool:
        """A no to sharing, "otetaanko miehiä" and a statement that answers, whatever else is likely."""
        if guide.confirming == "share" and NEGATION in base_forms(guide.turn.text):
            share(guide, allowed=False)
            return True
        if answer_of_groups(guide):
            await lead_back(guide, services)
            return True
        if _states_an_answer(guide):
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
        asked_too = _says_more_than_facts(guide) and not (wishes or changes)
        if _may_be_asked_after(requests, guide) and guide.news_said_back() and asked_too:
            _ask_back(guide, "utter_noted_did_you_mean", requests.names, facts=guide.news_said_back())
            guide.mark_open()
        else:
            wants = {"field", "goal"} & guide.news.keys()
            tells = bool(guide.news) and open_talk(guide, TALKS) is None
            if guide.state.flow is None and (wants or tells or requests.names):
                guide.state = guide.state.started("find_course")
            await advance(guide, services)

    async def _say_not_understood(self, guide: Guide, services: Services, requests: Requests) -> None:
        offered = requests.names if requests.sure or is_question(guide.turn.text) else ()
        if await answer_subject(guide, services):
            pass
        elif asks_for_other_courses(guide):
            await answer_as(guide, services, REFINE)
        elif await note_what_is_named(guide, services):
            await advance(guide, services)
        elif len(offered) == 1 and offered[0].startswith(QUESTION) and is_question(guide.turn.text):
            await answer_as(guide, services, offered[0])
        elif likely_intent(guide.turn) == ELSEWHERE:
            await answer_as(guide, services, ELSEWHERE)
        elif guide.open_question is not None and offered and not guide.says_again:
            one = "utter_did_you_mean_this" if len(offered) == 1 else "utter_did_you_mean"
            _ask_back(guide, one, offered)
            guide.mark_open()
        elif guide.note_own_words():
            await advance(guide, services)
        elif guide.open_question is not None:
            await help_with_question(guide, services)
        elif count_misunderstanding(guide) >= OFFER_HUMAN_AFTER:
            guide.reply.say("utter_fallback_human")
        else:
            self._ask_which(guide)

    def _ask_which(self, guide: Guide) -> None:
        titles = read_texts("intent_titles")
        offered = [name for name in guide.turn.candidates if name in titles]
        if len(offered) > 1:
            _ask_back(guide, "utter_did_you_mean", offered)
        elif open_talk(guide, TALKS) is not None:
            guide.reply.say_text(guide.intake.phrases.cannot_answer.format(question="").strip(), [], {})
        elif read_words(guide.turn.text).directions:
            InterestTalk().begin(guide)
        else:
            guide.reply.say("utter_fallback")


def _leads_to_courses(requests: Requests) -> bool:
    """Whether the likeliest request is a search; "jotai duunii tai skolee" leads to it too."""
    first, others = requests.names[0], requests.names[1:]
    return first in GOALS or (first == OF_WORK and not GOALS.isdisjoint(others))


def _request_at_once(guide: Guide, requests: Requests) -> str | None:
    """The request that is acted on: a wish that a clause tells plainly, else the likeliest of the whole."""
    if guide.open_question is None and (goal := goal_among(guide.turn)):
        return goal
    sure = requests.sure
    return sure if sure and (guide.turn.entities or _may_be_answered_at_once(sure, guide)) else None


def _may_be_answered_at_once(intent: str, guide: Guide) -> bool:
    """Whether a request need not be asked after: it goes on with the search, or an answer does no harm."""
    likely = guide.turn.confidences.get(intent, 0.0) >= SURE
    begins = intent in GOALS | BEGINNINGS and likely
    return begins or (intent in GOALS and guide.state.flow is not None) or intent.startswith(QUESTION)


def _states_an_answer(guide: Guide) -> bool:
    """Whether a statement holds a quick answer to the open question, whatever request it may look like."""
    few = len(guide.turn.text.split()) <= WORDS_OF_A_STATEMENT
    return few and not asks_somewhere(guide.turn.text) and guide.note_option()


def _may_be_asked_after(requests: Requests, guide: Guide) -> bool:
    """Whether the likeliest request is worth asking after: a message that asks nothing holds no question."""
    if not requests.names or _leads_to_courses(requests):
        return False
    return asks_somewhere(guide.turn.text) or guide.state.flow is None


def _says_more_than_facts(guide: Guide) -> bool:
    """Whether there are words besides those of the facts: "espoo" asks for nothing."""
    of_facts = sum(len(one.text.split()) for one in guide.turn.entities)
    return len(guide.turn.text.split()) > of_facts


def _ask_back(guide: Guide, response: str, names: Sequence[str], **values: str) -> None:
    """Ask which of some requests was meant; nothing else is asked in the same breath."""
    guide.asked_back = True
    buttons = _choices(names, guide)
    guide.reply.say(response, buttons=buttons, **values)
    keep_options(guide, [one.payload for one in buttons[:-1]], buttons[-1].payload)


def _choices(names: Sequence[str], guide: Guide) -> list[Button]:
    """A button for each intent, and one for none of them: back to the open question, or to the ways on."""
    titles = read_texts("intent_titles")
    none = "/repeat" if guide.state.flow is not None else "/help"
    named = _named(guide)
    return [
        *(Button(titles[name], f"/{name}{named}") for name in names),
        Button(titles["none_of_these"], none),
    ]


def _named(guide: Guide) -> str:
    """The occupation or field that the message names, for the payload of a button, so that it is not lost."""
    one = next((one for one in guide.turn.entities if one.name in WISH_ENTITIES), None)
    return json.dumps({one.name: one.value}, ensure_ascii=False) if one else ""


def _likely_move(guide: Guide) -> str | None:
    """What the message likely is to the open question: a way past, a worry, or "mitä", which asks back."""
    meant = likely_intent(guide.turn)
    if meant in CLOSING and not is_question(guide.turn.text):  # "hei tarvinko passin" greets and asks
        return meant
    if meant is not None and meant.startswith(WORRY):  # to be met does no harm where it was not meant
        return meant
    if guide.open_question is None:
        return None
    if (bare := bare_question(guide.turn.text)) or meant is None:
        return bare
    if meant in ASKS_BACK and len(guide.turn.text.split()) <= WORDS_OF_A_NAME:
        return "clarify"
    return meant if meant in PAST else None
