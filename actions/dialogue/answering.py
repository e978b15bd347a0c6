"""Reads the words of a message as an answer: to the open question, or to another one that they name. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from actions.dialogue.desires import WISHING, asks_for
from actions.dialogue.facts import Fact, free_text_fact
from actions.dialogue.turn import Turn
from actions.intake.answers import Option
from actions.intake.model import Intake, Question
from nlu.asking import is_question
from nlu.entities.taken import tells_taken
from nlu.expectation import FILLERS, TELLING, base_forms
from nlu.naming import FOLDED, said
from nlu.reading import read_message

NEGATION = "ei"
DENYING = frozenset({"eikä", "enkä", "ettei", "etten"})  # conjunctions that deny what follows
CLAUSE_END = re.compile(r"[,.;!]|\b(?:mut|mutta|vaan|mutku|eiku)\b")
WORDS_AROUND_AN_ANSWER = 10
WORDS_OF_A_NAME = 3
WORDS_OF_ANOTHER = 7
WORDS_OF_A_FACT = 4
ENCLITIC = "(?:kin|ki|kaan|han)"  # without dots, as all is folded
PHRASES_KEPT = 1024  # an intake has a few hundred, the same in every turn
NO_FIRST = frozenset({"ei", "en", "eikä", "enkä"})
STEM = 4  # letters of a word that stay whatever its form
WORRY = "worry_"
OF_HEALTH = "worry_health"
SICK_LEAVE = "sick_leave"
FIELD, GOAL = "field", "goal"
MAY_NAME_A_FIELD = frozenset({"worry_digital", "worry_language"})
EMPTY = FILLERS | {"niinku", "niinkuin", "niinkö", "kuin", "siis", "hmm", "aha", "jaa", "öö", "tota", "tuota"}
ANY = "any"  # a quick answer's value: whatever suits


def answer_in_words(
    turn: Turn, open_question: Question | None, known: Collection[str], intake: Intake
) -> Fact | None:
    """The answer that a message gives by its words: a quick answer, one to another question, or own words."""
    if turn.is_button:
        return None
    return (
        option_inside(turn, open_question, in_any_form=True)
        or option_left(turn, open_question)
        or option_of_another(turn, open_question, known, intake)
        or own_words(turn, open_question)
    )


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
    if words is None or not words.tells(turn.intent):
        return False
    if question.searches and turn.intent.startswith(WORRY) and NEGATION in base_forms(turn.text):
        return False  # "ei kukaan palkkaa enää" is nothing to look for
    others = [one for one in turn.entities if one.name not in words.told_with]
    return not others or count > WORDS_OF_A_FACT


def option_named(text: str, question: Question) -> Fact | None:
    """The quick answer that the text names: by a word, in its base form or as it is ("kurssia", "suomea"), or
    by several in a row ("yläaste jäi kesken")."""
    text = " , ".join(clause for clause in CLAUSE_END.split(text) if not _denies(clause))
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
    wishes tells the goal.
    """
    if question is None or (is_question(turn.text) and not (question.id == GOAL and asks_for(turn.text))):
        return None
    clauses = CLAUSE_END.split(turn.text)
    if len(turn.text.split()) > WORDS_AROUND_AN_ANSWER:
        clauses = [clause for clause in clauses if question.id == GOAL and _wishes_shortly(clause)]
    if any(option.taken for option in question.options):
        clauses = [clause for clause in clauses if not is_taken(clause)]
    found = [option for clause in clauses for option in _options_in(clause, question, in_any_form)]
    if not found or any(option.intent is not None for option in found):
        return None
    return Fact(question.id, found[0].value, turn.text)


def _wishes_shortly(clause: str) -> bool:
    return len(clause.split()) <= WORDS_AROUND_AN_ANSWER and WISHING.search(clause.lower()) is not None


def named_in_passing(turn: Turn, question: Question) -> Fact | None:
    """The quick answer that a message names without answering: "mulla on kolme lasta" names the family."""
    if turn.is_button or is_question(turn.text):
        return None
    clauses = CLAUSE_END.split(turn.text)
    found = (option for clause in clauses for option in _options_in(clause, question, in_any_form=True))
    return next((Fact(question.id, option.value, "") for option in found if option.in_passing), None)


def option_left(turn: Turn, question: Question | None) -> Fact | None:
    """The quick answer that a no to another one leaves: "ei mitään nettijuttuja" is paikan päällä.

    So does a time that is taken: "päivät oon töissä".
    """
    if question is None or len(turn.text.split()) > WORDS_AROUND_AN_ANSWER or is_question(turn.text):
        return None
    for clause in CLAUSE_END.split(turn.text):
        denies, taken = NEGATION in base_forms(clause), is_taken(clause)
        heard = said(clause)
        for one in question.options:
            left = one.denied if denies else one.taken if taken else None
            if left and heard.names_any(_patterns((one.title, *one.words))):
                return Fact(question.id, left, turn.text)
    return None


def is_taken(clause: str) -> bool:
    """Whether a clause tells that a time is taken, by work or by being tired."""
    tokens = read_message(clause).tokens
    return tells_taken([(token.text.lower(), (token.lemma,)) for token in tokens if token.pos != "PUNCT"])


@lru_cache(PHRASES_KEPT)
def _patterns(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases of a quick answer as they are, those of one word in their base form too."""
    return tuple(dict.fromkeys([*phrases, *(min(base_forms(one)) for one in phrases if " " not in one)]))


def worry_named(text: str, question: Question) -> Option | None:
    """The first quick answer with more to it that a text names: "lapset ja sit se raha"."""
    named = [one for clause in CLAUSE_END.split(text) for one in _options_in(clause, question, True)]
    return next((option for option in named if option.intent is not None), None)


def _options_in(clause: str, question: Question, in_any_form: bool) -> list[Option]:
    """The quick answers that a clause names, in the order of their words: as written, else by base forms."""
    said = base_forms(clause)
    if NEGATION in said:
        return []
    words = clause.lower().strip().split()
    written = [option for option in question.options if _stands_in(option, words)]
    named = written or [option for option in question.options if in_any_form and _is_named(option, said)]
    return sorted(named, key=lambda option: _place(option, clause))


def changed_in_words(turn: Turn, known: Mapping[str, Fact], intake: Intake) -> Fact | None:
    """The other quick answer that a message gives to an answered question: "en haluu iltasin, päivällä käy".

    Only questions that take no own words; two changes at once are none. A clause that denies what was known,
    with no other in its place, leaves any.
    """
    if turn.is_button or is_question(turn.text):
        return None
    changeable = [one for one in intake.questions if one.searches and one.answers.free_text is None]
    answered = [question for question in changeable if question.id in known]
    clauses = CLAUSE_END.split(turn.text)
    return _other_answer(turn, clauses, known, answered) or _denied_answer(turn, clauses, known, answered)


def _other_answer(
    turn: Turn, clauses: Sequence[str], known: Mapping[str, Fact], questions: Sequence[Question]
) -> Fact | None:
    found: dict[tuple[str, str], Fact] = {}
    for clause in clauses:
        if DENYING.intersection(clause.lower().split()):
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
            if denied and question.option(ANY) and _stands_in(denied, words):
                return Fact(question.id, ANY, turn.text)
    return None


def option_of_another(
    turn: Turn, open_question: Question | None, known: Collection[str], intake: Intake
) -> Fact | None:
    """A quick answer to one other question that has no answer yet, where the words say just that."""
    said = base_forms(turn.text)
    others = [question for question in intake.questions if question is not open_question]
    found = [(question.id, option) for question in others if (option := _said_by(said, question))]
    if len(found) != 1 or found[0][0] in known or found[0][1].intent is not None:
        return None
    return Fact(found[0][0], found[0][1].value, "")


def _said_by(said: frozenset[str], question: Question) -> Option | None:
    for option in question.options:
        if any(base_forms(phrase) == said for phrase in (option.title, *option.words)):
            return option
    return None


def _is_named(option: Option, said: frozenset[str]) -> bool:
    """Whether the base forms of a phrase of several letters are among those of the words."""
    phrases = (base_forms(phrase) for phrase in (option.title, *option.words))
    return any(phrase <= said for phrase in phrases)


def _place(option: Option, clause: str) -> int:
    """Where in a clause a quick answer begins; the end where it stands in other forms alone."""
    text = _plain(clause)
    starts = [_plain(phrase)[:STEM] for phrase in (option.title, *option.words)]
    return min((at for start in starts if (at := text.find(start)) >= 0), default=len(text))


def _stands_in(option: Option, words: Sequence[str]) -> bool:
    """Whether a phrase of a quick answer stands in the words, as it is written, with its dots or without."""
    text = _plain(" ".join(words))
    return any(_written(phrase).search(text) for phrase in (option.title, *option.words))


@lru_cache(PHRASES_KEPT)
def _written(phrase: str) -> re.Pattern[str]:
    """A phrase as it is written, with an enclitic or without ("paikan päälläkin")."""
    return re.compile(rf"(?<!\w){re.escape(_plain(phrase))}{ENCLITIC}?(?!\w)")


def _plain(text: str) -> str:
    return text.lower().translate(FOLDED).replace("-", " ")
