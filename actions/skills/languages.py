"""For those who ask for another language, write in one, or need easier Finnish."""

from dataclasses import replace

from actions.base import SuuntaAction
from actions.dialogue.beginnings import has_word_beginning, named_by_beginnings
from actions.dialogue.guide import Guide
from actions.dialogue.languages import language_of
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.dialogue.unanswered import Unanswered, note_unanswered
from actions.services import Services
from actions.skills.going_on import advance
from actions.skills.leading_back import lead_back
from actions.skills.misunderstanding import help_with_question
from actions.skills.mixing import take_what_is_told
from actions.texts import read_texts
from nlu.asking import is_question

LINES_KEY = "languages_told"  # of the profile: the languages whose line was said
OF_COMMON_ANSWER = ("en", "sv")  # utter_change_language has the lines of these
PLAIN_CHOICE, USUAL_CHOICE = "language:plain", "language:usual"


def answer_in_own_language(guide: Guide) -> bool:
    """Say once where to get service, in the language of the message. Returns whether it is foreign."""
    languages = read_texts("languages")["languages"]
    code = language_of(guide.turn.text, languages)
    if code is None:
        return False
    if _is_first(guide, code):
        guide.reply.say("utter_other_language", line=languages[code]["line"])
    return True


def _is_first(guide: Guide, *codes: str) -> bool:
    """Whether a line of these languages was not said in this conversation; from now on it was."""
    told = guide.recall(LINES_KEY) or []
    new = [code for code in codes if code not in told]
    if new:
        guide.reply.store(LINES_KEY, [*told, *new])
    return bool(new)


def wants_plain_finnish(guide: Guide) -> bool:
    """Whether the message asks for easier Finnish, by its button or its words."""
    if any(entity.value == PLAIN_CHOICE for entity in guide.turn.entities):
        return True
    return has_word_beginning(guide.turn.text, read_texts("languages")["plain_words"])


def say_who_helps(guide: Guide, only: str | None = None) -> bool:
    """Questions of health, law, permits or other people's data have their own helpers.

    Returns whether there is one; with `only`, whether it is that one.
    """
    response = named_by_beginnings(guide.turn.text, read_texts("who_helps"))
    if response is None or only not in (None, response):
        return False
    guide.reply.say(response)
    return True


class ChangeLanguage(SuuntaAction):
    """Answers a wish for another language, or for easier Finnish."""

    action_name = "action_change_language"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Say the line of the language, or turn the plainest Finnish on; then go on in Finnish."""
        if any(entity.value == USUAL_CHOICE for entity in guide.turn.entities):
            guide.state = replace(guide.state, plain=False)
            guide.reply.say("utter_usual_finnish")
        elif wants_plain_finnish(guide):
            guide.state = replace(guide.state, plain=True)
            guide.reply.say("utter_plain_finnish")
        else:
            if not answer_in_own_language(guide) and _is_first(guide, *OF_COMMON_ANSWER):
                guide.reply.say("utter_change_language")
            await take_what_is_told(guide, services)
        await lead_back(guide, services)


class OutOfScope(SuuntaAction):
    """Answers what the service does not do."""

    action_name = "action_out_of_scope"

    async def respond(self, guide: Guide, services: Services) -> None:
        """A foreign language gets its line, a question for another service who helps; the rest no."""
        if not (answer_in_own_language(guide) or say_who_helps(guide)):
            if _answers_in_a_word(guide):
                await _take_the_word(guide, services)
                return
            guide.reply.say("utter_out_of_scope")
            note_unanswered(guide, Unanswered.OUT_OF_SCOPE)
        await lead_back(guide, services)


async def _take_the_word(guide: Guide, services: Services) -> None:
    """As the answer where the question takes own words; else help with the question."""
    if guide.note_own_words():
        await advance(guide, services)
    else:
        await help_with_question(guide, services)


def _answers_in_a_word(guide: Guide) -> bool:
    """Whether a word or two that ask nothing come while a question is open: an answer, in words not known."""
    text = guide.turn.text
    few = len(text.split()) <= WORDS_OF_A_NAME and not guide.turn.is_button
    return few and guide.open_question is not None and not is_question(text)
