"""The frame of every skill: read the turn, let the skill reply, deliver the reply with its closing mark."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.dialogue.guide import Guide
from actions.dialogue.ids import GOAL
from actions.dialogue.kin import of_kin
from actions.dialogue.learned import note_learned, tells_a_story, with_learned_roles
from actions.dialogue.moves import move_meant
from actions.dialogue.offers import keep_offer
from actions.dialogue.relayed import as_asked_oneself
from actions.dialogue.reply import Message, Reply
from actions.dialogue.turn import read_turn
from actions.guidance.aimed import note_aimed_at
from actions.guidance.bare_names import note_bare_name
from actions.guidance.liking import note_liking
from actions.guidance.moments import SHARE, keep_moment
from actions.guidance.opening import is_opening, note_opening
from actions.guidance.refused import heed_refusal
from actions.guidance.talk import PROFILE_KEY, RESTS, lead_back_or_leave, leave_if_left, open_talk
from actions.guidance.talks import TALKS
from actions.guidance.young import say_who_helps_the_young
from actions.services import Services, shared_services
from actions.skills.beside import meet_worry_beside
from actions.skills.changing import take_another_wish
from actions.skills.correcting import correct
from actions.skills.for_another import hear_for_another, say_how_to_answer
from actions.skills.free_of_charge import look_for_free
from actions.skills.going_on import advance
from actions.skills.hindrance import meet_named_hindrance
from actions.skills.interrupting import answer_interruption
from actions.skills.near_place import take_misspelt_place
from actions.skills.own_field import check_own_field
from actions.skills.plain_finnish import ask_in_plain_finnish, asks_only_for_plain_finnish
from actions.skills.plainly import answer_plain_question
from actions.skills.reacting import react
from actions.skills.refusing import ask_on_after_refusal
from actions.skills.teaching_language import look_for_language
from actions.skills.wished_words import note_wished_words
from telemetry.tracing import HEADER, span

CLOSING_MARK = {"turn": "done"}
RETURN_AFTER_HOURS = 8.0  # who writes after such a silence has been away


class SuuntaAction(Action):
    """A skill of the bot. Subclasses give a name and `respond`; they keep no state of their own.

    A skill that says nothing where it must not be silent gets the ways on, so that no learner is left without
    an answer. After a crisis only a skill that
    `leaves_crisis` goes on with its own business; all others keep the help in sight. A skill that
    `hears_answers` lets the message answer the open question too, where the intake says that it does.
    """

    action_name = ""
    may_be_silent = False
    leaves_crisis = False
    hears_answers = True

    def name(self) -> str:
        """Rasa's name of the action, as the rules call it."""
        return self.action_name

    async def respond(self, guide: Guide, services: Services) -> None:
        """Make the reply to the turn in `guide`."""
        raise NotImplementedError

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        """Answer one turn. The slots that it sets are copies of the profile, for Rasa's own tools."""
        services = shared_services()
        guide = Guide(read_turn(tracker.latest_message), services.intake)
        parent = (tracker.latest_message.get("metadata") or {}).get(HEADER)
        with span(self.name(), parent=parent):
            await self.reply_to(guide, services)
        deliver(guide.reply, dispatcher)
        told = [SlotSet(fact.question, fact.value) for fact in guide.news.values()]
        return [*told, *(SlotSet(name, None) for name in guide.taken if name not in guide.news)]

    async def reply_to(self, guide: Guide, services: Services) -> None:
        """Make the whole reply: what is the same for every skill, around `respond`."""
        guide.turn = as_asked_oneself(guide.turn)
        hear_for_another(guide)
        guide.turn = replace(guide.turn, intent=of_kin(guide.turn.intent, guide.turn.text))
        if is_opening(guide) or tells_a_story(guide):
            guide.turn = with_learned_roles(guide.turn)
        hears = self.hears_answers and not guide.state.halted
        if guide.state.halted and not (self.leaves_crisis or self.may_be_silent):
            guide.reply.say("utter_after_crisis")
        else:
            if hears:
                _welcome_back(guide)
                guide.refuses = heed_refusal(guide)
            if hears and asks_only_for_plain_finnish(guide):
                ask_in_plain_finnish(guide)
            elif hears and await answer_interruption(guide, services):
                _lead_back_to_talk(guide)
            elif not (
                await self._answer_talk(guide, services)
                or (hears and await correct(guide, services))
                or (hears and await look_for_free(guide, services))
                or (hears and await look_for_language(guide, services))
                or await self._answer_moment(guide, services)
            ):
                await self._hear_and_do(guide, services)
                _lead_back_to_talk(guide)
            say_who_helps_the_young(guide)
        if not (guide.reply.messages or self.may_be_silent):
            guide.reply.say("utter_heard_what_next")
        say_how_to_answer(guide)
        if guide.understood:
            guide.state = replace(guide.state, misunderstood=0)
        keep_offer(guide)
        keep_moment(guide)

    async def _hear_and_do(self, guide: Guide, services: Services) -> None:
        """Hear what the message answers, and do what it means besides."""
        hears = not guide.state.halted and guide.confirming is None
        if hears and not self.hears_answers:
            note_opening(guide)
        elif hears:
            begins, goes_on = is_opening(guide), tells_a_story(guide)
            _hear(guide)
            if goes_on:
                note_learned(guide)
            if begins or goes_on:
                await note_wished_words(guide, services)
        if guide.says_all:
            if guide.was_open == GOAL:
                guide.note_facts()  # "joku ammatti eläinten parissa" names the field too
            await advance(guide, services)
        elif not (self.hears_answers and await _answer_by_words(guide, services)):
            await self.respond(guide, services)
        await check_own_field(guide, services)

    async def _answer_talk(self, guide: Guide, services: Services) -> bool:
        """Let the talk that is open take the message. Returns whether it did."""
        talk = open_talk(guide, TALKS)
        if talk is None or guide.confirming is not None or not self.hears_answers:
            return False
        if move := move_meant(guide.turn):
            guide.turn = replace(guide.turn, intent=move)
        return await talk.hear(guide, services)

    async def _answer_moment(self, guide: Guide, services: Services) -> bool:
        """Let the message answer what was last shown. Returns whether it did."""
        if not self.hears_answers or guide.state.halted or guide.confirming not in (None, SHARE):
            return False
        return await react(guide, services)


def _hear(guide: Guide) -> None:
    """Let the message answer the open question, and meet the worry in it."""
    names = not guide.refuses  # who says what they do not want names it too
    if names:
        note_aimed_at(guide)
    if names and note_liking(guide):
        guide.says_all = True
    else:
        guide.hear_answer()
        if names and not guide.news and note_bare_name(guide):
            guide.says_all = True
    note_opening(guide)
    meet_worry_beside(guide)


async def _answer_by_words(guide: Guide, services: Services) -> bool:
    """What the words ask or wish for plainly, whatever intent they look like. Returns whether it was done."""
    if guide.state.halted or guide.confirming is not None:
        return False
    if await ask_on_after_refusal(guide, services):
        return True
    for by_words in (take_misspelt_place, take_another_wish, meet_named_hindrance, answer_plain_question):
        if await by_words(guide, services):
            return True
    return False


def _lead_back_to_talk(guide: Guide) -> None:
    """Lead back to the open talk, unless the message left it or left the word to the learner."""
    leave_if_left(guide)
    talk = open_talk(guide, TALKS)
    untouched = PROFILE_KEY not in guide.reply.kept
    asked = guide.state.confirming is not None or guide.asked_back
    if talk is not None and untouched and guide.turn.intent not in RESTS and not asked:
        lead_back_or_leave(guide, talk)


def _welcome_back(guide: Guide) -> None:
    """Greet one who returns after hours or days, and say what is remembered."""
    if guide.turn.silent_hours >= RETURN_AFTER_HOURS and (known := guide.known_said_back()):
        guide.reply.say("utter_welcome_back", facts=known)


def deliver(reply: Reply, dispatcher: CollectingDispatcher) -> None:
    """Hand a reply to Rasa's dispatcher.

    The effects and the mark that the turn is whole ride on the last message. A turn that reaches the
    gateway without the mark has failed half-way, and is repeated.
    """
    closing: dict[str, Any] = {**CLOSING_MARK, "effects": reply.effects()}
    messages = reply.messages or [Message()]
    for message in messages[:-1]:
        _utter(dispatcher, message, message.custom)
    _utter(dispatcher, messages[-1], {**messages[-1].custom, **closing})


def _utter(dispatcher: CollectingDispatcher, message: Message, custom: dict[str, Any]) -> None:
    dispatcher.utter_message(
        text=message.text,
        response=message.response,
        buttons=[button.to_json() for button in message.buttons],
        json_message=custom,
        **message.values,
    )
