"""Reads which quick answer of a question a message names, or leaves by what it denies. Pure."""

import re
from collections.abc import Collection

from actions.dialogue.clauses import ANSWER_END, NEGATION
from actions.dialogue.desires import WISHING, asks_for
from actions.dialogue.facts import Fact
from actions.dialogue.ids import GOAL
from actions.dialogue.lengths import WORDS_AROUND_AN_ANSWER
from actions.dialogue.phrases import options_in, said_by, spoken_forms
from actions.dialogue.turn import Turn
from actions.intake.answers import Option
from actions.intake.model import Intake, Question
from nlu.asking import is_question
from nlu.entities.taken import tells_taken
from nlu.expectation import base_forms
from nlu.naming import said
from nlu.reading import read_message

LEARNING = re.compile(r"\bopp(?:i|ii|ien|ia|isin?|imalla)\b")
OR, WORDS_OF_A_CHOICE = "tai", 4
OF_ONESELF = frozenset({"oon", "olen", "olin", "käyn", "teen", "mä", "minä", "pitää", "joudun"})
NO_FIRST = frozenset({"ei", "en", "eikä", "enkä"})


def option_named(text: str, question: Question) -> Fact | None:
    """The quick answer that the text names: by a word, in its base form or as it is ("kurssia", "suomea"), or
    by several in a row ("yläaste jäi kesken")."""
    text = " , ".join(clause for clause in ANSWER_END.split(text) if not _denies(clause))
    tokens = read_message(text).tokens
    forms = {token.lemma for token in tokens} | {token.text.lower() for token in tokens}
    heard = said(text)
    specific = sorted(question.options, key=lambda option: not option.sets)  # "suomen kurssi" before "kurssi"
    named = (
        option
        for option in specific
        if forms.intersection(option.named_by) or heard.names_any(_of_several_words(option.named_by))
    )
    return next((Fact(question.id, option.value, "") for option in named), None)


def _denies(clause: str) -> bool:
    """Whether a clause begins with a no: "en mitään kurssia"."""
    first = clause.strip().lower().split()[:1]
    return bool(first) and first[0] in NO_FIRST


def _of_several_words(patterns: Collection[str]) -> list[str]:
    return [pattern for pattern in patterns if " " in pattern]


def option_inside(turn: Turn, question: Question | None, *, in_any_form: bool = False) -> Fact | None:
    """The quick answer that stands in a longer answer, if nothing denies it.

    Of several in a row ("ammatti ja töitä") the first counts; where one has more to it, none. With
    `in_any_form` other forms of its words say it too ("ammatin"). Of a long message only the clause that
    wishes tells the goal, and any short one how one would like to study.
    """
    if question is None or (is_question(turn.text) and not (question.id == GOAL and asks_for(turn.text))):
        return None
    clauses = ANSWER_END.split(turn.text)
    if len(turn.text.split()) > WORDS_AROUND_AN_ANSWER:
        clauses = [clause for clause in clauses if _tells_shortly(clause, question)]
    if any(option.taken for option in question.options):
        clauses = [clause for clause in clauses if not is_taken(clause)]
    found = [option for clause in clauses for option in options_in(clause, question, in_any_form)]
    if not found or any(option.intent is not None for option in found):
        return None
    return Fact(question.id, found[0].value, turn.text)


def _tells_shortly(clause: str, question: Question) -> bool:
    """Whether a short clause of a long message may answer a question."""
    if len(clause.split()) > WORDS_AROUND_AN_ANSWER:
        return False
    return question.any_words or (question.id == GOAL and WISHING.search(clause.lower()) is not None)


def named_in_passing(turn: Turn, question: Question) -> Fact | None:
    """The quick answer that a message names without answering: "mulla on kolme lasta" names the family."""
    if turn.is_button or is_question(turn.text):
        return None
    clauses = ANSWER_END.split(turn.text)
    found = (option for clause in clauses for option in options_in(clause, question, in_any_form=True))
    return next((Fact(question.id, option.value, "") for option in found if option.in_passing), None)


def option_left(turn: Turn, question: Question | None) -> Fact | None:
    """The quick answer that a no to another one leaves: "ei mitään nettijuttuja" is paikan päällä.

    So does a time that is taken: "päivät oon töissä".
    """
    if question is None or len(turn.text.split()) > WORDS_AROUND_AN_ANSWER or is_question(turn.text):
        return None
    for clause in ANSWER_END.split(turn.text):
        denies, taken = NEGATION in base_forms(clause), is_taken(clause)
        heard = said(clause)
        for one in question.options:
            left = one.denied if denies else one.taken if taken else None
            if left and heard.names_any(spoken_forms((one.title, *one.words))):
                return Fact(question.id, left, turn.text)
    return None


def is_taken(clause: str) -> bool:
    """Whether a clause tells that a time is taken, by work or by being tired.

    "töissä tai pajassa" chooses between two ways to study, and "duunissa oppien" is one.
    """
    words = clause.lower().split()
    chooses = OR in words and len(words) <= WORDS_OF_A_CHOICE and not OF_ONESELF & set(words)
    if chooses or LEARNING.search(clause.lower()):
        return False
    tokens = read_message(clause).tokens
    return tells_taken([(token.text.lower(), (token.lemma,)) for token in tokens if token.pos != "PUNCT"])


def worry_named(text: str, question: Question) -> Option | None:
    """The first quick answer with more to it that a text names: "lapset ja sit se raha"."""
    named = [one for clause in ANSWER_END.split(text) for one in options_in(clause, question, True)]
    return next((option for option in named if option.intent is not None), None)


def option_of_another(
    turn: Turn, open_question: Question | None, known: Collection[str], intake: Intake
) -> Fact | None:
    """A quick answer to one other question that has no answer yet, where the words say just that."""
    said = base_forms(turn.text)
    others = [question for question in intake.questions if question is not open_question]
    found = [(question.id, option) for question in others if (option := said_by(said, question))]
    if len(found) != 1 or found[0][0] in known or found[0][1].intent is not None:
        return None
    return Fact(found[0][0], found[0][1].value, "")
