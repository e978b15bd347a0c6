"""Whether a message wishes for something free of charge, and does not ask what one costs. Pure."""

import re

from actions.courses.data import load_words
from actions.dialogue.clauses import NEGATION
from nlu.analysis import shared_analyzer
from nlu.asking import asks_somewhere
from nlu.expectation import base_forms
from nlu.naming import Said, said

CLAUSE_END = re.compile(r"[.,;!?]+")
WORDS_ALONE = 2  # "mulla ei oo varaa, halvempia"
SOME = re.compile(r"(?:ta|tä|a|ä)$")  # "ilmasia", "maksutonta": some that are free


def wishes_free(text: str) -> bool:
    """Whether one wishes for what is free or cheaper: "olisko jotain ilmaista", not "onko tämä ilmainen"."""
    return any(_wishes_in(clause, asks_somewhere(clause)) for clause in CLAUSE_END.split(text))


def worries_of_money(text: str) -> bool:
    """Whether a message tells that one has little money."""
    return said(text).names_any(load_words().little_money)


def _wishes_in(clause: str, asks: bool) -> bool:
    words, heard = load_words(), said(clause)
    cheap = (*words.free, *words.cheaper_than)
    if not asks and heard.names_any(words.not_paid):
        return True
    if not heard.names_any(cheap) or heard.names_any(words.free_not_wished):
        return False
    if asks:
        points = heard.names_any(words.meant_by_price)
        return not points and (heard.names_any(words.free_wished) or _names_some(clause, cheap))
    denied = NEGATION in base_forms(clause)
    alone = len(_words(clause)) <= WORDS_ALONE and _names_some(clause, cheap)
    return not denied and (heard.names_any(words.free_wished) or alone)


def _names_some(clause: str, patterns: tuple[str, ...]) -> bool:
    """Whether what is free stands in the partitive: "onks ilmasia" asks whether there are any."""
    return any(_is_some(word, said(word), patterns) for word in map(str.lower, _words(clause)))


def _is_some(word: str, heard: Said, patterns: tuple[str, ...]) -> bool:
    return bool(SOME.search(word)) and heard.names_any(patterns)


def _words(clause: str) -> list[str]:
    return [token.text for token in shared_analyzer().tokens(clause)]
