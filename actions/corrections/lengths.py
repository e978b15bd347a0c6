"""How long one would study, as said after courses: "2 vuotta voin", "pari viikkoa maks". Pure."""

from collections.abc import Sequence

from actions.corrections.clauses import ENDS, is_denied_at
from actions.corrections.data import correction_words
from nlu.entities.duration import find_lengths, plain_months
from nlu.entities.words import Word
from nlu.expectation import FILLERS

TOO_LONG = frozenset({"liian", "liikaa", "liika", "liikoo"})
NOT_ENOUGH = 4  # words after a length that may say that it is too long
OF_WORDS = ("NOUN", "PROPN", "X")
UNITS = frozenset({"vuosi", "kuukausi", "viikko", "kk", "v", "vk", "vko", "kuu", "lukuvuosi", "lukukausi"})


def length_said(words: Sequence[Word], clauses: Sequence[tuple[int, int]]) -> str | None:
    """The months that a message tells one would study; of several the last that is not denied."""
    found = None
    for months, first, last in find_lengths(words):
        clause = next(((start, end) for start, end in clauses if start <= last < end), None)
        if clause is None or is_denied_at(words, first, last) or is_too_long(words, first, last):
            continue
        if _is_of_study(words[clause[0] : clause[1]]):
            found = plain_months(months)
    return found


def is_too_long(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether what follows says that a length is too much, or what stands before that it has passed."""
    for word in words[last + 1 : last + 1 + NOT_ENOUGH]:
        if word.token.text in ENDS:
            break
        if word.form in TOO_LONG:
            return True
    return first > 0 and words[first - 1].form in ("viimeiset", "viime", "viimeset")


def _is_of_study(clause: Sequence[Word]) -> bool:
    """Whether a clause speaks of studying, or of nothing but a length of time."""
    of_study = frozenset(correction_words().of_study)
    if any(of_study.intersection((*word.lemmas, word.form)) for word in clause):
        return True
    others = [word for word in clause if word.token.pos in OF_WORDS and not word.form[:1].isdigit()]
    return all({*UNITS, *FILLERS}.intersection((*word.lemmas, word.form)) or _counts(word) for word in others)


def _counts(word: Word) -> bool:
    return word.form.startswith(("puol", "pari", "muutama", "vuos", "vuot", "kuukau", "viikk", "vuod"))
