"""Takes what a message in a mix of languages tells: facts, a wish, and the answer to the open question."""

from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.telling import telling_part
from actions.services import Services
from actions.skills.subject import note_subject
from actions.texts import read_texts
from nlu.naming import said

WORDS_OF_A_STORY = 3  # fewer are no answer to a question that asks for one's own words
LONG_ANSWER = 80  # words that such a question takes; shorter answers are searched by, and must be Finnish


async def take_what_is_told(guide: Guide, services: Services) -> None:
    """Note it from the clauses that ask nothing; the turn goes on with these."""
    if guide.turn.is_button:
        return
    told = telling_part(guide.turn.text)
    if not told:
        return
    inside = tuple(one for one in guide.turn.entities if one.text in told)
    guide.turn = replace(guide.turn, text=told, entities=inside)
    guide.note_facts()
    await note_subject(guide, services)
    if guide.note_option() or guide.note_if(guide.option_in_words()):
        return
    if _tells_a_story(guide):
        guide.note_own_words()


def _tells_a_story(guide: Guide) -> bool:
    """Whether the open question asks for a story, and the words tell one; a wish for a language is none."""
    question = guide.open_question
    words = question.answers.free_text if question else None
    if words is None or words.max_words < LONG_ANSWER:
        return False
    text = guide.turn.text
    few = len(text.split()) < WORDS_OF_A_STORY
    return not few and not said(text).names_any(read_texts("languages")["of_languages"])
