"""Decides whether a form that looks like a place is meant as one.

The rules, by the column `caution` of the tables; a *cue* is a word of living or moving next to the form
("asun", "kotoisin", "kunta"), and a form *stands alone* when the message holds nothing else, as an answer to
"Missä asut?" does.
A *capital* counts within a sentence only: at its start, and in a message all in capitals, it says nothing.

- none: always the place, in lower case too ("lahdessa", "salo", "kotka" are towns in this service),
  but a form of `doubtful.csv` needs a capital, a cue, or to stand alone ("kemia" is chemistry, not Kemi).
- noun, the name is a common noun too (aura, varkaus): a capital, a local case, a cue, or alone.
- strict, the local cases are common as well (kolarissa, pellolla): a capital, a cue, or alone.
- person, the name is a given name too (Salla, Simo): a local case, a cue, or alone.
- name_only: never found in a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.places.model import Case, Caution, TokenLike

_CUE = re.compile(
    r"^(asu(?!nto|ste)|muut(an|at|taa|in|it|ti|tan|taisin|tamassa|toa|anut)|kotoisin|kotikun|kotikaup|kotipaik|koti$"
    r"|kunta$|kunna|kaupun|paikkakun|kylä|seudu|seutu|ammatti(?:koul|opist|korkea)|opisto|yliopisto|lähell|lähist|lähel$|synt(yi|ynyt|yny))",
    re.IGNORECASE,
)
CUE_DISTANCE = 2
_ENDS_CLAUSE = frozenset(".,;!?…")
_ENDS_SENTENCE = frozenset(".!?:…\n•*-–")


class Trust:
    """Judges forms of one message."""

    def __init__(self, tokens: Sequence[TokenLike], doubtful: frozenset[str]) -> None:
        """Take the message and the forms that are another word more often."""
        self._tokens = tokens
        self._doubtful = doubtful
        self._words = [index for index, token in enumerate(tokens) if token.text[0].isalpha()]
        self._shouting = len(self._words) > 1 and all(tokens[index].text.isupper() for index in self._words)

    def accepts(self, form: str, first: int, last: int, case: Case, caution: Caution) -> bool:
        """Whether the tokens from `first` to `last`, which look like `form`, mean the place."""
        if caution is Caution.NAME_ONLY:
            return False
        if caution is Caution.NONE and form not in self._doubtful:
            return True
        if caution is Caution.PERSON:
            sure = case is Case.LOCAL
        elif caution is Caution.NOUN and form not in self._doubtful:
            sure = case is Case.LOCAL or self._has_capital(first)
        else:
            sure = self._has_capital(first)
        alone = self._stands_alone(first, last) or (
            case is Case.BASE and caution is not Caution.PERSON and self._is_a_clause(first, last)
        )
        return sure or alone or self._has_cue(first, last)

    def _has_capital(self, index: int) -> bool:
        if self._shouting or not self._tokens[index].text[0].isupper() or index == 0:
            return False
        return self._tokens[index - 1].text[-1] not in _ENDS_SENTENCE

    def _stands_alone(self, first: int, last: int) -> bool:
        return all(first <= index <= last for index in self._words)

    def _is_a_clause(self, first: int, last: int) -> bool:
        """Whether marks stand on both sides, or the message ends there: "ikä 54, hanko"."""
        begins = first > 0 and self._tokens[first - 1].text[0] in _ENDS_CLAUSE
        ends = last + 1 >= len(self._tokens) or self._tokens[last + 1].text[0] in _ENDS_CLAUSE
        return begins and ends

    def _has_cue(self, first: int, last: int) -> bool:
        before = self._tokens[max(0, first - CUE_DISTANCE) : first]
        after = self._tokens[last + 1 : last + 1 + CUE_DISTANCE]
        return any(_CUE.match(token.text) for token in (*before, *after))
