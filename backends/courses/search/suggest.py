"""Suggestions as a person types: phrases of the catalogue by the beginning of any of their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from backends.courses.storage.repository import Phrase

_MOST_SEEN = 400


class Suggester:
    """Holds all phrases in memory, sorted; a look-up takes far less than a millisecond."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        best: dict[str, Phrase] = {}
        for phrase in phrases:
            held = best.get(phrase.text.lower())
            if held is None or phrase.count > held.count:
                best[phrase.text.lower()] = phrase
        self._entries = sorted(
            (text[at:], at, phrase.count, phrase.text)
            for text, phrase in best.items()
            for at in _word_starts(text)
        )
        self._keys = [entry[0] for entry in self._entries]

    def phrases(self) -> list[str]:
        """All phrases, the most frequent first."""
        whole = ((-count, text) for _, at, count, text in self._entries if at == 0)
        return [text for _, text in sorted(whole)]

    def suggest(self, beginning: str, limit: int) -> list[str]:
        """At most `limit` phrases; those that begin with what was typed first, then the most frequent."""
        typed = " ".join(beginning.lower().split())
        if not typed:
            return []
        found: dict[str, tuple[bool, int, str]] = {}
        start = bisect_left(self._keys, typed)
        for rest, at, count, text in self._entries[start : start + _MOST_SEEN]:
            if not rest.startswith(typed):
                break
            rank = (at > 0, -count, text)
            found[text] = min(rank, found.get(text, rank))
        return sorted(found, key=lambda text: found[text])[:limit]


def _word_starts(text: str) -> list[int]:
    return [at for at in range(len(text)) if text[at].isalnum() and (at == 0 or text[at - 1] in " -–(/")]
