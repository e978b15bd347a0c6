"""Meets what a statement names as hard where that is asked: "koneiden kans en oo sinut"."""

import re

from actions.dialogue.clauses import ANSWER_END
from actions.dialogue.desires import WISHING
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import WORRY
from actions.dialogue.named_options import worry_named
from actions.dialogue.notebook import HINDRANCES
from actions.intake.answers import Option
from actions.intake.model import Question
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.going_on import advance
from actions.texts import read_texts
from nlu.asking import asks_somewhere
from nlu.naming import said

MOST_WORDS = 15  # a longer message tells a story
# What such a statement is mistaken for; who asks for a thing of its own or moves on is heard by that.
MISTAKEN_FOR = frozenset(
    {"inform", "nlu_fallback", "bot_challenge", "out_of_scope", "give_feedback", "complain", "deny",
     "describe_background", "find_course", "find_job", "refine_search", "greet", "affirm", "career_change"}
)  # fmt: skip
# The same of "kieli. kaikki puhuu ruotsia täällä": no wish for a language or a course of it.
OF_LANGUAGES = frozenset(
    {"change_language", "ask_finnish_language", "worry_language", "nlu_fallback", "inform"}
)
OF_LANGUAGE = "worry_language"
FINNISH = ("suomi", "suomea", "suomen")
WORDS_OF_A_NAME = 3
WISHES = re.compile(r"\b(?:vaih\w*|kiitos|kiitti|please|saisko\w*|jatke\w*)\b")
# A clause that begins with a no says that there is none: "ei oo lapsia eikä rahahuolia".
NONE_OF_IT = re.compile(
    r"\W*(?:(?:no|mulla|minulla)\s+)*(?:ei|eikä)\s+(?:(?:oo|ole|mulla|minulla|mitään|mittään|enää|nyt|ees)\s+)*\w+$"
)


async def meet_named_hindrance(guide: Guide, services: Services) -> bool:
    """Meet it as the worry that its quick answer is. Returns whether the message named one."""
    question, text = guide.open_question, guide.turn.text
    if guide.was_open == HINDRANCES and guide.turn.intent in OF_LANGUAGES and _names_language(text):
        return await _note_language(guide, services, guide.intake.question(HINDRANCES))
    if question is None or question.id != HINDRANCES or guide.turn.is_button:
        return False
    if guide.turn.intent not in MISTAKEN_FOR or asks_somewhere(text) or len(text.split()) > MOST_WORDS:
        return False
    option = _named(text, question)
    if option is None or option.intent is None or not option.intent.startswith(WORRY):
        return False
    guide.note(Fact(question.id, option.value, ""))
    await answer_as(guide, services, option.intent)
    return True


def _names_language(text: str) -> bool:
    """Whether a statement begins with language as what is hard: "kieli, kaikki on ruotsiks"."""
    first = ANSWER_END.split(text)[0]
    names = said(first).names_any(("kieli", "kielitaito")) and len(first.split()) <= WORDS_OF_A_NAME
    wishes = WISHING.search(text.lower()) or WISHES.search(text.lower())
    return names and not wishes and not asks_somewhere(text)


async def _note_language(guide: Guide, services: Services, question: Question) -> bool:
    """Keep it as the answer; where it is not Finnish that is hard, nothing is said of learning that."""
    option = next(one for one in question.options if one.intent == OF_LANGUAGE)
    guide.note(Fact(question.id, option.value, ""))
    others = said(guide.turn.text).names_any(read_texts("languages")["other_languages"])
    if others and not said(guide.turn.text).names_any(FINNISH):
        await advance(guide, services)
    else:
        await answer_as(guide, services, OF_LANGUAGE)
    return True


def _named(text: str, question: Question) -> Option | None:
    """The quick answer that the words name, whatever they deny of it, unless they say that there is none."""
    if (option := worry_named(text, question)) is not None:
        return option
    for clause in ANSWER_END.split(text):
        if NONE_OF_IT.match(clause.strip().lower()):
            continue
        for option in question.options:
            if option.intent and said(clause).names_any((option.title.lower(), *option.words)):
                return option
    return None
