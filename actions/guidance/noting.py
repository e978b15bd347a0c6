"""Facts said in passing while a talk is open, and the story of what one has done."""

from actions.dialogue.careers import without_career_lengths
from actions.dialogue.denying import is_denied
from actions.dialogue.desires import is_left
from actions.dialogue.facts import WISH_ENTITIES, facts_said, free_text_fact
from actions.dialogue.guide import Guide

STORY = "describe_background"
WORDS_AROUND_FACTS = 3  # "ei ku Hollolassa asun" has as many beside its fact


def note_other_facts(guide: Guide) -> None:
    """Keep what a message states. A field that is liked or was worked in is no wish for a course yet."""
    kept = [one for one in guide.turn.entities if not is_denied(one, guide.turn.text)]
    entities = without_career_lengths(kept, guide.turn.text)
    said = facts_said(entities, guide.intake, wish=False, open_question=None, text=guide.turn.text)
    for name, fact in said.items():
        if name != "field" or fact.entity == "occupation":
            guide.note(fact)


def keep_story(guide: Guide) -> None:
    """Keep a story as the answer to the intake's question of the background, so that it is not asked."""
    question = guide.intake.question("background")
    if not guide.turn.is_button and "background" not in guide.facts:
        guide.note(free_text_fact(question, guide.turn.text))


def tells_of_work(guide: Guide) -> bool:
    """Whether a message tells what one is or has done."""
    text = guide.turn.text
    return guide.turn.intent == STORY or any(is_left(one, text) for one in guide.turn.entities)


def tells_only_facts(guide: Guide) -> bool:
    """Whether a message that brought facts says hardly a word more, and names no work and no field."""
    entities = guide.turn.entities
    if not guide.news or guide.turn.intent == STORY or any(one.name in WISH_ENTITIES for one in entities):
        return False
    covered = {word for one in entities for word in one.text.split()}
    return sum(word not in covered for word in guide.turn.text.split()) <= WORDS_AROUND_FACTS
