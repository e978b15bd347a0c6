"""Words that neither the index nor the synonyms know: clinging endings, beginnings of words, misspellings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_SHORTEST_PREFIX = 4
_MOST_COMPLETIONS = 8
_SHORTEST_BEGINNING, _LONGEST_REST = 7, 3
_SHORTEST_FUZZY = 4
_ALIKE = 0.74
_ALIKE_SHORT = 0.79
_SHORT = 6


class Speller:
    """Finds what a person meant among the terms of the index (with their counts of offers) and the
    synonyms.
    """

    def __init__(
        self, vocabulary: Mapping[str, int], synonyms: Collection[str], endings: Collection[str]
    ) -> None:
        self._counts = vocabulary
        self._endings = tuple(sorted(endings, key=len, reverse=True))
        words = {term for term in vocabulary if not term.startswith("_") and term[0].isalpha()}
        words.update(said for said in synonyms if " " not in said)
        self._known = words
        self._sorted = sorted(words)
        self._fuzzy = [word for word in self._sorted if len(word) >= _SHORTEST_FUZZY]

    def without_ending(self, form: str) -> list[str]:
        """What `form` may be without a written-out case ending, longest ending first."""
        return [form[: -len(e)] for e in self._endings if form.endswith(e) and len(form) - len(e) >= 2]

    def completions(self, form: str) -> list[str]:
        """Known words that begin with `form`, the most frequent first."""
        if len(form) < _SHORTEST_PREFIX:
            return []
        found = []
        for word in self._sorted[bisect_left(self._sorted, form) :]:
            if not word.startswith(form):
                break
            found.append(word)
        return sorted(found, key=lambda word: (-self._counts.get(word, 0), word))[:_MOST_COMPLETIONS]

    def beginnings(self, form: str) -> list[str]:
        """The longest known word that `form` adds a few letters to: "tuulivoima" of "tuulivoimala"."""
        for length in range(len(form) - 1, max(_SHORTEST_BEGINNING, len(form) - _LONGEST_REST) - 1, -1):
            if form[:length] in self._known:
                return [form[:length]]
        return []

    def corrections(self, forms: Collection[str]) -> list[str]:
        """At most three known words that one of `forms` may be a misspelling of, the likeliest first."""
        best: dict[str, float] = {}
        for form in forms:
            if len(form) < _SHORTEST_FUZZY:
                continue
            cutoff = _ALIKE_SHORT if len(form) < _SHORT else _ALIKE
            hits = process.extract(
                form,
                self._fuzzy,
                scorer=DamerauLevenshtein.normalized_similarity,
                score_cutoff=cutoff,
                limit=5,
            )
            for word, score, _ in hits:
                best[word] = max(best.get(word, 0.0), score + (0.05 if word[0] == form[0] else 0.0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], -self._counts.get(item[0], 0), item[0]))
        return [word for word, score in ranked if score >= ranked[0][1] - 0.06][:3]
