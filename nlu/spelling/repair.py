"""Repairs slips of the keys with the domain's vocabulary and Voikko's suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST_FORM = 5
LONGEST_FORM = 32
LONG_FORM = 9
_VOWELS = frozenset("aeiouyäö")


class SpellingRepair:
    """Proposes known words near an unknown one; nothing for short, over-long or vowelless strings."""

    def __init__(self, words: Iterable[str], suggest: Callable[[str], tuple[str, ...]]) -> None:
        """Take the vocabulary (base forms) and the speller."""
        self._by_length: dict[int, list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST_FORM and " " not in word:
                self._by_length.setdefault(len(word), []).append(word)
        self._suggest = suggest

    def candidates(self, form: str) -> Iterator[str]:
        """Yield repaired forms, the likeliest first: the vocabulary's words go before the speller's."""
        if not SHORTEST_FORM <= len(form) <= LONGEST_FORM or not _VOWELS & set(form):
            return
        furthest = 2 if len(form) >= LONG_FORM else 1
        near = sorted(self._near(form, furthest))
        yield from (word for _, word in near)
        for suggestion in self._suggest(form):
            if (
                " " not in suggestion
                and OSA.distance(form, suggestion.lower(), score_cutoff=furthest) <= furthest
            ):
                yield suggestion.lower()

    def _near(self, form: str, furthest: int) -> Iterator[tuple[int, str]]:
        for length in range(len(form) - furthest, len(form) + furthest + 1):
            for word in self._by_length.get(length, ()):
                distance = OSA.distance(form, word, score_cutoff=furthest)
                if distance <= furthest:
                    yield distance, word
