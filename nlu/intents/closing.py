"""The last clause of a long message, where the request stands that all the rest led to."""

from __future__ import annotations

from nlu.intents.composed import word_count
from nlu.intents.documents import MARKS, Document, part_of

# Shorter messages are one thought; a closing of fewer words says too little, of more it is no closing.
LONG_MESSAGE = 25
LEAST_WORDS, MOST_WORDS = 8, 40
# Where a new thought begins although no mark was written.
_BREAKS = frozenset({"mutta", "mut", "niin", "ni", "joten", "eli"})


def closing(document: Document) -> Document | None:
    """Return the shortest ending of at least `LEAST_WORDS` that begins a clause; None of a short message."""
    if word_count(document) < LONG_MESSAGE:
        return None
    words = 0
    for index in range(len(document.tokens) - 1, 0, -1):
        token = document.tokens[index]
        if token.pos in ("PUNCT", "SYM"):
            if words >= LEAST_WORDS and token.text[0] in MARKS:
                return part_of(document, index + 1, len(document.tokens))
        else:
            words += 1
            if words > LEAST_WORDS and token.text.lower() in _BREAKS:
                return part_of(document, index, len(document.tokens))
        if words > MOST_WORDS:
            return None
    return None
