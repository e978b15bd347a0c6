"""What somebody is called tells nothing of work: slurs that are words of some work, too ("lehmä")."""

from __future__ import annotations

from collections.abc import Sequence

from backends.skills.matching.words import WordLists
from nlu.analysis import FinnishAnalyzer, Token

# What one is called stands in the nominative ("oot lehmä") or the partitive ("ootte lehmiä"), or has no case.
_CALLED = frozenset({"", "nimento", "osanto"})
_FIRST_PERSON = ("n", "mme")


class Abuse:
    """Finds the words of a clause by which somebody is called names; shared between threads."""

    def __init__(self, analyzer: FinnishAnalyzer, lists: WordLists) -> None:
        self._analyzer = analyzer
        self._lists = lists

    def without(self, clause: Sequence[Token]) -> list[Token]:
        """The clause without names that somebody is called; all of it where it tells what one did.

        Swear words are stop words and need no look at their clause.
        """
        if not self._is_abusive(clause):
            return list(clause)
        return [token for token in clause if not self._is_called(token)]

    def _is_abusive(self, clause: Sequence[Token]) -> bool:
        lists = self._lists
        abusive = any(
            token.lemma in lists.swear_words or token.text.lower() in lists.addressing for token in clause
        )
        return abusive and not any(_is_own(token) for token in clause)

    def _is_called(self, token: Token) -> bool:
        if token.lemma not in self._lists.slurs:
            return False
        return any(reading.case in _CALLED for reading in self._analyzer.readings(token.text)[:1])


def _is_own(token: Token) -> bool:
    """Whether a verb looks like the first person."""
    return token.pos in ("VERB", "AUX") and token.text.lower().endswith(_FIRST_PERSON)
