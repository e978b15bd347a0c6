"""Whether words ask something: a question mark, or a first word with the enclitic of a question."""

from __future__ import annotations

import re

ASKING = ("ko", "kö", "ks", "kös", "kos")  # enclitics of a verb or an adverb that asks, spoken too
WORN_ASKING = re.compile(r"[nt]k$|(?:aa|ää|ee|ii|oo|uu|yy|öö)k$")  # in the south-west: "olenk", "pääseek"
OPENERS = frozenset(
    {"no", "ja", "mut", "mutta", "mutku", "hei", "hmm", "niin", "entä", "entäs", "tai", "sit"}
)
NO_QUESTIONS = frozenset({"verkko", "joko", "pakko", "heikko", "viikko", "keskiviikko", "kaks", "yks"})
NEEDING = ("tarvi", "tartte", "vaadi", "edelly", "pitää", "pitäisi", "pitäsi", "täyty")  # verbs of need


def is_question(text: str) -> bool:
    """A question mark, or a first word that asks: "otetaanko", "kauanko", "pääseeks", "no olenk"."""
    return "?" in text or begins_with_question(text)


def begins_with_question(text: str) -> bool:
    """Whether the first word that is no mere opener of speech asks."""
    first = next((word for word in _words(text) if word not in OPENERS), "")
    return _asks(first)


def asks_of_need(text: str) -> bool:
    """Whether a question asks if something is needed: "tarvinko hygieniapassin", "pitääkö olla ajokortti"."""
    return is_question(text) and any(word.startswith(NEEDING) and _asks(word) for word in _words(text))


def _asks(word: str) -> bool:
    return word not in NO_QUESTIONS and (word.endswith(ASKING) or bool(WORN_ASKING.search(word)))


def _words(text: str) -> list[str]:
    return [word.strip(".,!?") for word in text.lower().split()]
