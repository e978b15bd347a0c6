"""Short statements of harmless words alone: what the model guesses of them is no reason to call a crisis.

The model reads letters: "haluan it" is near "haluan itseni" to it, and any "I am" near what it has learnt of
danger in English. Here every word of a message must be known to tell of none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from datafiles import read_yaml
from nlu.paths import LOOKUPS
from nlu.reading import Message

TABLE = LOOKUPS / "crisis" / "harmless.yml"
MOST_WORDS = 8
MOST_DIGITS = 4
# How life is now may be told in words of illness; those are left to the model.
NAMING = frozenset({"field", "occupation", "qualification", "place", "education_level", "study_mode", "age"})


def tells_of_no_danger(message: Message) -> bool:
    """Whether a message has no word beside those of the table, numbers and what the entities name.

    One of them must say what it is about: "haluan en" alone is left to the model.
    """
    words, named = _table()
    entities = [one for one in message.entities if one.entity in NAMING]
    rest = [
        token
        for token in message.tokens
        if not any(one.start <= token.start and token.end <= one.end for one in entities)
    ]
    forms = [token.text.lower() for token in rest if token.pos not in ("PUNCT", "SYM")]
    telling = [form for form in forms if form in named or _is_number(form)]
    names = bool(telling or entities)
    short = len(message.text.split()) <= MOST_WORDS
    return names and short and all(form in words or form in telling for form in forms)


def _is_number(form: str) -> bool:
    return form.isdigit() and len(form) <= MOST_DIGITS


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], frozenset[str]]:
    table = read_yaml(TABLE)
    return _joined(table["words"]), _joined(table["named"])


def _joined(rows: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(str(word) for row in rows for word in row)
