"""Reads a message as an answer in own words, where the open question takes them. Pure."""

import re

from actions.dialogue.clauses import NEGATION
from actions.dialogue.facts import Fact, free_text_fact
from actions.dialogue.ids import FIELD, GOAL, WORRY
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.dialogue.turn import Turn
from actions.intake.model import Question
from nlu.asking import QUESTION_WORDS, is_question
from nlu.expectation import FILLERS, TELLING, base_forms
from nlu.reading import read_message

PURPOSE = re.compile(r"\W*(?:(?:no|siis|varmaan|ehkä) )*(?:että|et|jotta|jot)\s+\w")
WORDS_OF_A_FACT = 4
OF_HEALTH = "worry_health"
SICK_LEAVE = "sick_leave"
MAY_NAME_A_FIELD = frozenset({"worry_digital", "worry_language"})
EMPTY = FILLERS | {"niinku", "niinkuin", "niinkö", "kuin", "siis", "hmm", "aha", "jaa", "öö", "tota", "tuota"}


def own_words(turn: Turn, question: Question | None) -> Fact | None:
    """The message as it is, where the open question takes own words and the message asks nothing."""
    words = question.answers.free_text if question else None
    if question is None or words is None or turn.is_button or is_question(turn.text):
        return None
    if question.id == FIELD and NEGATION in base_forms(turn.text):
        return None  # "en ainakaan hoitoala" is nothing to look for
    if question.id == GOAL and any(clause.intent.startswith(WORRY) for clause in turn.clauses):
        return None  # nor is "aivot on puuroo, opinkohan mä mitään" a goal
    if (question.keeps_words and tells_of_health(turn)) or not _says_something(turn.text):
        return None
    return free_text_fact(question, turn.text) if words.accepts(turn.text) else None


def _says_something(text: str) -> bool:
    """Whether a text has a word that tells: "no niinku" has none."""
    words = read_message(text).tokens
    return any(word.pos in TELLING and not {word.lemma, word.text.lower()} & EMPTY for word in words)


def tells_a_purpose(turn: Turn, question: Question) -> bool:
    """Whether the goal that is asked for is told as what it is for: "että joku ottaisi töihin"."""
    if question.id != GOAL or not PURPOSE.match(turn.text.lower()) or is_question(turn.text):
        return False
    return not QUESTION_WORDS.intersection(turn.text.lower().split())


def tells_of_health(turn: Turn) -> bool:
    """Whether a message tells of health, whose words are never stored (issue of the guidance dialogue)."""
    return turn.intent == OF_HEALTH or any(one.value == SICK_LEAVE for one in turn.entities)


def tells_the_open_question(turn: Turn, question: Question) -> bool:
    """Whether a message that means something of its own answers the open question in own words besides.

    A few words that state a fact are that fact alone; a story is an answer. A few words that sound like a
    worry ("tietokoneen käyttö") may name the field that is asked for.
    """
    count = len(turn.text.split())
    if question.id == FIELD and turn.intent in MAY_NAME_A_FIELD:
        return count <= WORDS_OF_A_NAME and NEGATION not in base_forms(turn.text)
    words = question.answers.free_text
    if words is not None and tells_a_purpose(turn, question):
        return True
    if words is None or not words.tells(turn.intent):
        return False
    if question.searches and turn.intent.startswith(WORRY) and NEGATION in base_forms(turn.text):
        return False  # "ei kukaan palkkaa enää" is nothing to look for
    others = [one for one in turn.entities if one.name not in words.told_with]
    return not others or count > WORDS_OF_A_FACT
