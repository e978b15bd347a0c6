"""Character n-grams inside words, of base forms and of forms as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backends.skills.matching.reading import Word

_SIZES = (3, 4, 5)
_AS_WRITTEN = 0.4
_LONGEST = 30


def ngrams(words: Sequence[Word]) -> dict[str, float]:
    """The n-grams of words, weighted: those of base forms 1, those of the written forms alone less."""
    found: dict[str, float] = {}
    for word in words:
        for gram in _grams(word.lemma):
            found[gram] = 1.0
        for gram in _grams(word.text.lower()):
            found.setdefault(gram, _AS_WRITTEN)
    return found


def _grams(word: str) -> Iterator[str]:
    edged = f" {word[:_LONGEST]} "
    for size in _SIZES:
        for at in range(len(edged) - size + 1):
            yield edged[at : at + size]
