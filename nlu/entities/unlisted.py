"""Names that no lexicon lists, told by their ending and their place in the sentence.

"Haluan meijeristiksi", "olin pesurina", "mitä tekee tiedottaja": a word that ends as names of occupations
do, in the role of one. Endings and words of the role: the key `unlisted` of the lookup file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlu.entities.words import Word

SHORTEST_NAME = 5
WINDOW = 4
# Translative and essive: to become something, to be as something.
_ROLE_CASES = frozenset({"Tra", "Ess"})
_PLAIN_CASES = frozenset({"Nom", "Gen"})


class UnlistedNames:
    """Whether a word of a message is the name of something that is not listed."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the endings, the words near a name in a role, and what asks after a name."""
        self._endings = tuple(data.get("endings") or ())
        self._role = frozenset(data.get("role") or ())
        self._asked = frozenset(data.get("asked") or ())
        self._being = frozenset(data.get("being") or ())
        self._doing = frozenset(data.get("doing") or ())
        self._never = frozenset(data.get("never") or ())

    def takes(self, words: Sequence[Word], position: int) -> bool:
        """Whether the word at `position` is a name in this message."""
        word = words[position]
        lemma = word.lemmas[0]
        if not self._endings or word.token.pos not in ("NOUN", "X") or len(lemma) < SHORTEST_NAME:
            return False
        if not lemma.endswith(self._endings) or lemma in self._never:
            return False
        if word.case in _ROLE_CASES:
            return _is_near(words, position, self._role | self._being)
        if word.case == "Nom" and _has(words[max(0, position - 1) : position], self._being):
            return True
        return word.case in _PLAIN_CASES and self._is_asked_after(words, position)

    def _is_asked_after(self, words: Sequence[Word], position: int) -> bool:
        """Whether one asks what it does ("mitä tekee X") or after its work ("X:n palkka")."""
        word = words[position]
        if word.case == "Gen":
            return _has(words[position + 1 : position + 2], self._asked)
        return _has(words[max(0, position - WINDOW) : position], self._doing) and _has(
            words[max(0, position - WINDOW) : position + 2], frozenset({"mikä", "millainen"})
        )


def _is_near(words: Sequence[Word], position: int, terms: frozenset[str]) -> bool:
    return _has(words[max(0, position - WINDOW) : position + WINDOW], terms)


def _has(words: Sequence[Word], terms: frozenset[str]) -> bool:
    return any(not terms.isdisjoint(word.term_set) for word in words)
