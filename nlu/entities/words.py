"""A message's tokens with everything that patterns ask of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nlu.analysis import FinnishAnalyzer, Token
from nlu.analysis.cases import case_of
from nlu.analysis.tokenizer import normal_form
from nlu.spelling.umlauts import with_umlauts

CACHED_FORMS = 4_096
_DOTS = re.compile("[äöåÄÖÅ]")


@dataclass(frozen=True)
class Word:
    """A token, its form as looked up, and all its possible base forms with the best one first.

    `case` is the case of the best reading ("Tra"), "" where it is not known. `dotted` are the
    forms that a message without any dots may mean ("tyottomana": "työttömänä"); none where dots are written.
    """

    token: Token
    form: str
    lemmas: tuple[str, ...]
    case: str = ""
    dotted: frozenset[str] = frozenset()

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Everything that `can_be` accepts, in a fixed order."""
        return (*self.lemmas, self.form, *(f"={form}" for form in (self.form, *sorted(self.dotted))))

    @cached_property
    def term_set(self) -> frozenset[str]:
        """The same, to be compared with many terms at once."""
        return frozenset(self.terms)

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation or a symbol and no word."""
        return self.token.pos in ("PUNCT", "SYM")

    def can_be(self, term: str) -> bool:
        """Whether the word is the base form `term`, or written exactly as `=term`."""
        if term.startswith("="):
            return self.form == term[1:] or term[1:] in self.dotted
        return term in self.lemmas or self.form == term


def words_of(tokens: Sequence[Token], analyzer: FinnishAnalyzer) -> list[Word]:
    """Make words of tokens; unknown forms are not looked into again."""
    dotless = not _DOTS.search("".join(token.text for token in tokens))
    found = []
    for token in tokens:
        if token.pos in ("PUNCT", "SYM"):
            found.append(Word(token, token.text, (token.lemma,)))
            continue
        form = normal_form(token.text)
        # "X" is what could not be read; what was read by a rule or a repair keeps that one reading's case.
        readings = analyzer.readings(form) if token.pos != "X" else ()
        if len(readings) > 1 and not analyzer.knows(form):
            readings = readings[:1]
        lemmas = (token.lemma, *(reading.lemma for reading in readings))
        case = case_of(form, token.lemma, readings[0].case) if readings else ""
        found.append(
            Word(token, form, tuple(dict.fromkeys(lemmas)), case, _dotted(form) if dotless else frozenset())
        )
    return found


@lru_cache(CACHED_FORMS)
def _dotted(form: str) -> frozenset[str]:
    return frozenset(with_umlauts(form)) if form.isalpha() and len(form) > 2 else frozenset()
