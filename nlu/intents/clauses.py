"""The clauses of a message: who writes as one speaks tells, worries and asks in one breath.

Each clause is heard by itself beside the whole, so that neither the worry nor the question behind a wish is
lost: "haluun lähihoitajaks mut oon 54 onks se liian vanha".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlu.asking import asks
from nlu.intents.composed import word_count
from nlu.intents.documents import MARKS, Document, part_of
from nlu.intents.scored import Scored

# Where a new thought begins although no mark was written.
BREAKS = frozenset({"mutta", "mut", "mutku", "mutkun", "joten", "eli"})
LEAST_WORDS = 2
MOST_CLAUSES = 8


@dataclass(frozen=True)
class Heard:
    """What a clause, from `start` to `end` of the message, was heard to mean."""

    start: int
    end: int
    best: Scored


def clauses(document: Document) -> list[Document]:
    """Return the clauses of at least `LEAST_WORDS`, in their order; none of a message that is one clause."""
    parts = [part for part in _parts(document) if word_count(part) >= LEAST_WORDS]
    whole = len(parts) == 1 and word_count(parts[0]) == word_count(document)
    return [] if whole else parts[:MOST_CLAUSES]


def _parts(document: Document) -> Iterator[Document]:
    first = 0
    for index, token in enumerate(document.tokens):
        if token.pos in ("PUNCT", "SYM") and token.text[0] in MARKS:
            yield part_of(document, first, index + 1)
            first = index + 1
        elif token.text.lower() in BREAKS or (index - first >= LEAST_WORDS and asks(token.text.lower())):
            yield part_of(document, first, index)
            first = index + (token.text.lower() in BREAKS)
    yield part_of(document, first, len(document.tokens))
