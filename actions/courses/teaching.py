"""The language in which one would rather be taught: "saisiko tämän ruotsiksi". Pure."""

import re

from actions.corrections.clauses import denies_ahead, words_in
from actions.courses.data import load_words
from nlu.entities.words import Word
from nlu.naming import said

CLAUSE_END = re.compile(r"[.;!?]+")
LONGEST = 2  # words of a pattern: "englannin kielellä"


def language_wished(text: str) -> str | None:
    """The code of the teaching language that a message wishes for; None where it would speak one here."""
    if said(text).names_any(load_words().of_speaking):
        return None
    found = (_language_in(words_in(clause)) for clause in CLAUSE_END.split(text))
    return next((code for code in found if code), None)


def _language_in(words: list[Word]) -> str | None:
    heard = said(" ".join(word.form for word in words))
    named = {code: some for code, some in load_words().taught_in.items() if heard.names_any(some)}
    for code, patterns in named.items():
        for at, _ in enumerate(words):
            here = said(" ".join(word.form for word in words[at : at + LONGEST]))
            if here.names_any(patterns) and not denies_ahead(words, at):
                return code
    return None
