"""Places written with one mistake: a letter too many, too few, another one, or two in the wrong order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from nlu.places.index import FormIndex, Found, without_clitic
from nlu.places.model import MUNICIPALITY, REGION, Case, Caution

SHORTEST_FORM = 7
CLITIC = 4  # letters of the longest clitic of a place
SHORTEST_ASKED = 4  # of a word that answers the question of the place
# Unknown words of one message that are tried; a message with more of them is no Finnish.
MOST_TRIES = 8
_CACHED_WORDS = 5_000
_LETTERS = "abcdefghijklmnopqrstuvwxyzäö"


class TypoReader:
    """Tries every form at one edit's distance from a word that is no known Finnish word.

    The first letter must be right, and all readings must mean the same municipality or region, in the
    nominative or a local case; districts and nicknames are too many and too short to be guessed.
    """

    def __init__(self, index: FormIndex, knows: Callable[[str], bool], doubtful: frozenset[str]) -> None:
        """Take the forms, whether a word in lower case is a known one, and the forms not to be guessed."""
        self._knows = knows
        self._doubtful = doubtful
        self._forms = {found.form: found for found in index.forms() if self._may_be(found)}
        self._longest = max(map(len, self._forms), default=0) + 1
        self.read = lru_cache(_CACHED_WORDS)(self._read)

    def is_tried(self, word: str) -> bool:
        """Whether a word in lower case is as long as a place's name may be and no known word."""
        return (
            SHORTEST_FORM <= len(word) <= self._longest + CLITIC
            and word.isalpha()
            and word not in self._doubtful
            and not self._knows(word)
        )

    def guess(self, word: str) -> Found | None:
        """Return what a word in lower case means where a place was asked for, however short it is."""
        asked = SHORTEST_ASKED <= len(word) <= self._longest and word.isalpha()
        return self.read(word) if asked and word not in self._doubtful and not self._knows(word) else None

    def _read(self, word: str) -> Found | None:
        """Return the place that a misspelt word in lower case means, None if it is none or not certain."""
        hits = self._hits(word) or self._hits(without_clitic(word) or "")
        return next(iter(hits.values())) if len(hits) == 1 else None

    def _hits(self, word: str) -> dict[str, Found]:
        forms = self._forms
        return {forms[edit].name.means: forms[edit] for edit in _edits(word) if edit in forms}

    def _may_be(self, found: Found) -> bool:
        name = found.name
        return (
            name.kind in (MUNICIPALITY, REGION)
            and name.text == name.means
            and name.caution is Caution.NONE
            and found.case is not Case.OTHER
            and found.form not in self._doubtful
        )


def _edits(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail[1:]
            yield head + letter + tail
    for letter in _LETTERS:
        yield word + letter
