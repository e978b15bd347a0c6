"""Reads what a message changes of an answer that is known: "en haluu iltasin, päivällä käy". Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.dialogue.clauses import ANSWER_END, NEGATION
from actions.dialogue.facts import Fact
from actions.dialogue.lengths import WORDS_AROUND_AN_ANSWER
from actions.dialogue.named_options import option_inside
from actions.dialogue.others import tells_of_another
from actions.dialogue.phrases import stands_in
from actions.dialogue.turn import Turn
from actions.intake.model import Intake, Question
from nlu.asking import is_question
from nlu.expectation import base_forms

DENYING = frozenset({"eikä", "enkä", "ettei", "etten"})  # conjunctions that deny what follows
ANY = "any"  # a quick answer's value: whatever suits


def changed_in_words(turn: Turn, known: Mapping[str, Fact], intake: Intake) -> Fact | None:
    """The other quick answer that a message gives to an answered question: "en haluu iltasin, päivällä käy".

    Only questions that take no own words; two changes at once are none. A clause that denies what was known,
    with no other in its place, leaves any.
    """
    if turn.is_button or is_question(turn.text):
        return None
    changeable = [one for one in intake.questions if one.searches and one.answers.free_text is None]
    answered = [question for question in changeable if question.id in known]
    clauses = ANSWER_END.split(turn.text)
    return _other_answer(turn, clauses, known, answered) or _denied_answer(turn, clauses, known, answered)


def _other_answer(
    turn: Turn, clauses: Sequence[str], known: Mapping[str, Fact], questions: Sequence[Question]
) -> Fact | None:
    found: dict[tuple[str, str], Fact] = {}
    for clause in clauses:
        if DENYING.intersection(clause.lower().split()) or tells_of_another(clause):
            continue
        for question in questions:
            fact = option_inside(replace(turn, text=clause), question)
            if fact and fact.value != known[question.id].value:
                found[question.id, fact.value] = replace(fact, said=turn.text)
    return next(iter(found.values())) if len(found) == 1 else None


def _denied_answer(
    turn: Turn, clauses: Sequence[str], known: Mapping[str, Fact], questions: Sequence[Question]
) -> Fact | None:
    for clause in clauses:
        words = clause.lower().split()
        if len(words) > WORDS_AROUND_AN_ANSWER or NEGATION not in base_forms(clause):
            continue
        for question in questions:
            denied = question.option(known[question.id].value)
            if denied and question.option(ANY) and stands_in(denied, words):
                return Fact(question.id, ANY, turn.text)
    return None
