"""What of a message tells, beside what it asks: "55, olenko liian vanha?" tells an age. Pure."""

import re
from collections.abc import Iterator, Sequence

from actions.dialogue.facts import Fact
from actions.intake.answers import Number
from actions.intake.model import Question
from nlu.analysis import Token, shared_analyzer
from nlu.asking import OPENERS, is_question
from nlu.entities.duration import count_said
from nlu.entities.numbers import number_in_words, number_of_digits
from nlu.expectation import FILLERS, NEGATIONS, TELLING

# A clause with the mark that ends it; a conjunction that turns or joins begins another.
CLAUSE = re.compile(r"(?:(?!\b(?:mut|mutta|mutku|ja)\b)[^,.;!?])+[,.;!?]*|\b(?:mut|mutta|mutku|ja)\b")
# What belongs to the question beside it: "onko lyhyempää, koska osaan jo".
OF_A_QUESTION = re.compile(r"\W*(?:koska|kun|ku|jos|että|et|kerran)\b", re.IGNORECASE)
BUT = re.compile(r"\b(?:mut|mutta|mutku|paitsi)\b(.*)$", re.IGNORECASE | re.DOTALL)
TRAILING = re.compile(r"(?:[\s,.;!]|\b(?:mut|mutta|mutku|ja)\b)+$")
COUNTED = 2  # tokens after which a number's unit stands
NUMERAL = re.compile(r"^(\d{1,4})-?([a-zäö]*)$")
# What only goes on with the clause before it, or supposes: "saako tukea jos jättää työt ja lähtee kouluun".
GOING_ON = re.compile(r"\W*(?:jos(?:sei|sen|ko)?|mikäli|et|että|kun|ku|vaikka|koska)\b")
SUPPOSING = re.compile(r"\W*(?:\w+\s+)?(?:jos(?:sei|sen)?|mikäli)\b")
AND = "ja"
FIRST_PERSON = frozenset({"mä", "minä", "mää", "mie", "mulla", "minulla", "oon", "olen", "asun"})


def telling_part(text: str) -> str:
    """The clauses that ask nothing; all of a message that asks nothing, nothing of one that only asks."""
    if not is_question(text) and not any(is_question(clause) for clause in clauses_of(text)):
        return text
    told = _told(list(clauses_of(text)))
    kept = TRAILING.sub("", "".join(told)).strip(" ,.;!")
    return kept if says_something(kept) else ""


def _told(clauses: Sequence[str]) -> list[str]:
    """The clauses that neither ask, nor suppose, nor go on with one that asks."""
    told: list[str] = []
    asking, joined = False, ""
    for clause in clauses:
        bare = clause.strip().lower()
        if bare == AND:
            joined = clause
            continue
        goes_on = GOING_ON.match(bare) or (joined and not FIRST_PERSON & set(bare.split()))
        asks = is_question(clause.strip()) or bool(OF_A_QUESTION.match(clause))
        asking = asks or bool(asking and goes_on)
        if not asking and not SUPPOSING.match(bare):
            told += [joined, clause] if told else [clause]
        joined = ""
    return told


def says_something(text: str) -> bool:
    """Whether a text has a word that carries meaning, and denies nothing."""
    tokens = shared_analyzer().tokens(text)
    if any(token.lemma in NEGATIONS for token in tokens):
        return False
    return any(_carries(token) or token.text[:1].isdigit() for token in tokens)


def said_after_but(text: str) -> bool:
    """Whether something is said after a "but": "ei muuta mut lapset" is not a no alone."""
    found = BUT.search(text)
    return found is not None and any(_carries(token) for token in shared_analyzer().tokens(found[1]))


def number_told(text: str, question: Question) -> Fact | None:
    """The number that answers a question which takes one: "61 ja risat", "kohta kuuskyt", "vuos vaa".

    Words that carry something of their own before the number make it one of something else: "siivosin 20
    vuotta" is no age; so does a unit after it that the question does not know.
    """
    number = question.answers.number
    if number is None:
        return None
    tokens = [token for token in shared_analyzer().tokens(text) if token.pos != "PUNCT"]
    one_of_it: float | None = None
    for at, token in enumerate(tokens):
        if (count := _count(token.text.lower())) is not None:
            value = _in_units(*count, tokens[at + 1 : at + COUNTED], number)
            if value is not None and number.least <= value <= number.most:
                return Fact(question.id, _plain(value), text.strip())
            if value is None:
                return None
        if one_of_it is None:
            one_of_it = number.units.get(token.lemma) if token.lemma else None
        elif _carries(token) and token.lemma not in number.about:
            break
        if one_of_it is None and _carries(token) and token.lemma not in number.about:
            return None
    if one_of_it is None or not number.least <= one_of_it <= number.most:
        return None
    return Fact(question.id, _plain(one_of_it), text.strip())


def clauses_of(text: str) -> Iterator[str]:
    """The clauses of a text, with the marks that end them."""
    return (found[0] for found in CLAUSE.finditer(text))


def _carries(token: Token) -> bool:
    fills = token.lemma in FILLERS or token.text.lower() in OPENERS
    return token.pos in TELLING and not fills


def _count(word: str) -> tuple[float, str] | None:
    """A number and the unit that is written on to it ("19v")."""
    if found := NUMERAL.match(word):
        return float(found[1]), found[2]
    value = count_said(word) or number_in_words(word) or number_of_digits(word)
    return None if value is None else (float(value), "")


def _in_units(value: float, unit: str, after: Sequence[Token], number: Number) -> float | None:
    """The value in the question's unit; None where it counts something else."""
    if unit:
        return value * number.units[unit] if unit in number.units else None
    for token in after:
        for name in (token.lemma, token.text.lower()):
            if name in number.units:
                return value * number.units[name]
        if token.pos == "NOUN":
            return None
    return value


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(round(value, 2))
