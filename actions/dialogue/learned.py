"""What the reader of stories (`nlu.told`) finds in a first message, where it is sure enough to be believed.

It learned from marked first messages. Long answers to the first questions are like them; of other answers
it is not asked.
From which limits on: `nlu.told.trust`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from actions.dialogue.desires import BACKGROUND, DENIED, GOAL, OTHER_S
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.turn import Entity, Turn
from nlu.asking import is_question
from nlu.told.stories import ELSEWHERE, HAD, NOT, OTHER, WISH
from nlu.told.trust import SURE_OF_ANSWER, SURE_OF_PLACE, SURE_OF_ROLE, SURE_OF_VALUE, WORDS_OF_A_STORY

ROLES: Final = {WISH: GOAL, HAD: BACKGROUND, NOT: DENIED, OTHER: OTHER_S}
LEAST_WORDS = 3
FIRST_QUESTIONS = frozenset({"motivation", "goal", "field", "background"})
# What so short a question names is asked about, not looked for: "paljonko lähihoitajan koulutus maksaa".
WORDS_OF_A_QUESTION = 8
STATUS, SEVERAL = "employment_status", 2
OF_WORDS = "field"  # its words are read by actions/skills/wished_words.py


def tells_a_story(guide: Guide) -> bool:
    """Whether the message is a long answer to one of the first questions, in which people go on to tell."""
    text = guide.turn.text
    asked = guide.state.open in FIRST_QUESTIONS and not guide.turn.is_button
    return asked and len(text.split()) >= WORDS_OF_A_STORY and not is_question(text)


def with_learned_roles(turn: Turn) -> Turn:
    """The turn with the roles that its entities surely have, without the places that are surely not meant."""
    words = len(turn.text.split())
    only_asks = words <= WORDS_OF_A_QUESTION and is_question(turn.text)
    if turn.is_button or words < LEAST_WORDS or only_asks:
        return turn
    entities = [_with_role(one) for one in turn.entities]
    if any(one.sure and one.role == GOAL for one in entities):
        entities = [_less_than_sure(one) for one in entities]
    return replace(turn, entities=tuple(_of_one_situation(_without_elsewhere(entities), turn)))


def _with_role(one: Entity) -> Entity:
    role = ROLES.get(one.meant or "")
    return replace(one, role=role, sure=True) if role and one.likely >= SURE_OF_ROLE else one


def _less_than_sure(one: Entity) -> Entity:
    """Beside what is surely wished for, what may be wished for is what it most likely is, or of others."""
    if one.sure or one.meant not in ROLES:
        return one
    return replace(one, role=OTHER_S if one.meant == WISH else ROLES[one.meant], sure=True)


def _without_elsewhere(entities: Iterable[Entity]) -> list[Entity]:
    """A place is left out where it is surely not meant and another one is there."""
    entities = list(entities)
    places = [one for one in entities if one.name == "place"]
    away = [one for one in places if one.meant == ELSEWHERE and one.likely >= SURE_OF_PLACE]
    return [one for one in entities if len(away) == len(places) or one not in away]


def _of_one_situation(entities: list[Entity], turn: Turn) -> list[Entity]:
    """Of several situations that words name, the one that the whole tells: once in work, now without."""
    named = {one.value for one in entities if one.name == STATUS}
    told = next((one.value for one in turn.told if one.question == STATUS), None)
    if len(named) < SEVERAL or told not in named:
        return entities
    return [one for one in entities if one.name != STATUS or one.value == told]


def note_learned(guide: Guide) -> None:
    """Note the answers that a story surely gives. What it surely answers in words that nobody understood is
    not asked."""
    for told in guide.turn.told:
        if told.question in (*guide.facts, OF_WORDS) or not guide.intake.has(told.question):
            continue
        question = guide.intake.question(told.question)
        value = question.stored_as.get(told.value, told.value)
        if told.confidence >= SURE_OF_VALUE and question.option(value):
            guide.note(Fact(question.id, value, ""))
        elif told.answered >= SURE_OF_ANSWER:
            guide.state = guide.state.skipping(question.id)
