"""TF-IDF rows of terms. A general vectoriser takes ten times as long on a short message."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse

# Terms that fewer documents have are not learned.
LEAST_DOCUMENTS = 2
CACHED_WORDS = 16_384
# The columns of a row, rising, and their values.
Row = tuple[list[int], list[float]]


class TermWeights:
    """Knows terms and how rare they are; a row grows with the logarithm of counts and has length one."""

    def __init__(self) -> None:
        """Nothing is known before `fit`."""
        self._columns: dict[str, int] = {}
        self._rarity: list[float] = []

    @property
    def width(self) -> int:
        """How many terms are known."""
        return len(self._rarity)

    def fit(self, rows: Iterable[Sequence[str]]) -> None:
        """Learn the terms of documents, each a list of its terms."""
        documents, total = Counter[str](), 0
        for terms in rows:
            documents.update(set(terms))
            total += 1
        known = sorted(term for term, count in documents.items() if count >= LEAST_DOCUMENTS)
        self._columns = {term: column for column, term in enumerate(known)}
        self._rarity = [math.log((1 + total) / (1 + documents[term])) + 1 for term in known]

    def row(self, terms: Iterable[str], first_column: int = 0, length: float = 1.0) -> Row:
        """Return a document's row, its columns counted from `first_column`, of the wished length."""
        counts = Counter(map(self._columns.get, terms))
        counts.pop(None, None)
        columns = sorted(column for column in counts if column is not None)
        values = [self._rarity[c] * (1 + math.log(counts[c]) if counts[c] > 1 else 1.0) for c in columns]
        norm = math.sqrt(sum(value * value for value in values)) / length
        return [first_column + column for column in columns], [value / norm for value in values]


def matrix(rows: Sequence[Sequence[Row]], width: int) -> Any:
    """Return a sparse matrix; each of its rows is given in parts, one behind the other."""
    ends = np.cumsum([0, *(sum(len(columns) for columns, _ in parts) for parts in rows)])
    columns = [column for parts in rows for part, _ in parts for column in part]
    values = [value for parts in rows for _, part in parts for value in part]
    shape = (len(rows), width)
    found = (np.array(values, dtype=np.float32), np.array(columns, dtype=np.int32), ends.astype(np.int32))
    return sparse.csr_matrix(found, shape=shape)


def character_grams(text: str, shortest: int, longest: int) -> list[str]:
    """Return the character n-grams inside the words of a text; a word's edges are blanks."""
    return [gram for word in text.split() for gram in _grams(word, shortest, longest)]


@lru_cache(CACHED_WORDS)
def _grams(word: str, shortest: int, longest: int) -> tuple[str, ...]:
    padded = f" {word} "
    found: list[str] = []
    for size in range(shortest, longest + 1):
        found += [padded[at : at + size] for at in range(max(1, len(padded) - size + 1))]
        if size >= len(padded):
            break
    return tuple(found)
