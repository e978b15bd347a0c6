"""What the bot does when a message told nothing: it asks which was meant, and offers a human in time."""

from actions.dialogue.guide import Guide
from actions.dialogue.moves import likely_intent
from actions.dialogue.requests import Requests
from actions.guidance.interest_talk import InterestTalk
from actions.guidance.reading import read_words
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.aside import answer_subject
from actions.skills.asking_back import ask_back
from actions.skills.beside import QUESTION
from actions.skills.changing import REFINE, asks_for_other_courses
from actions.skills.going_on import advance
from actions.skills.misunderstanding import (
    OFFER_HUMAN_AFTER,
    count_misunderstanding,
    help_with_question,
)
from actions.skills.subject import note_what_is_named
from actions.texts import read_texts
from nlu.asking import is_question

ELSEWHERE = "out_of_scope"  # to name who helps does no harm, to ask what was meant helps nobody


async def say_not_understood(guide: Guide, services: Services, requests: Requests) -> None:
    """Answer by what the words may name, ask which request was meant, or help with the open question."""
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
        ask_back(guide, one, offered)
        guide.mark_open()
    elif guide.note_own_words():
        await advance(guide, services)
    elif guide.open_question is not None:
        await help_with_question(guide, services)
    elif count_misunderstanding(guide) >= OFFER_HUMAN_AFTER:
        guide.reply.say("utter_fallback_human")
    else:
        _ask_which(guide)


def _ask_which(guide: Guide) -> None:
    titles = read_texts("intent_titles")
    offered = [name for name in guide.turn.candidates if name in titles]
    if len(offered) > 1:
        ask_back(guide, "utter_did_you_mean", offered)
    elif open_talk(guide, TALKS) is not None:
        guide.reply.say_text(guide.intake.phrases.cannot_answer.format(question="").strip(), [], {})
    elif read_words(guide.turn.text).directions:
        InterestTalk().begin(guide)
    else:
        guide.reply.say("utter_fallback")
