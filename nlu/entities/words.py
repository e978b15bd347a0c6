"""A message's tokens with everything that patterns ask of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.analysis import FinnishAnalyzer, Token
from nlu.analysis.tokenizer import normal_form


@dataclass(frozen=True)
class Word:
    """A token, its form as looked up, and all its possible base forms with the best one first.

    `case` is Voikko's name of the case of the best reading, "" where it is not known.
    """

    token: Token
    form: str
    lemmas: tuple[str, ...]
    case: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation or a symbol and no word."""
        return self.token.pos in ("PUNCT", "SYM")

    def can_be(self, term: str) -> bool:
        """Whether the word is the base form `term`, or written exactly as `=term`."""
        return self.form == term[1:] if term.startswith("=") else term in self.lemmas or self.form == term


def words_of(tokens: Sequence[Token], analyzer: FinnishAnalyzer) -> list[Word]:
    """Make words of tokens; unknown forms are not looked into again."""
    found = []
    for token in tokens:
        form = normal_form(token.text)
        readings = (
            analyzer.readings(form) if token.pos not in ("PUNCT", "SYM") and analyzer.knows(form) else ()
        )
        lemmas = (token.lemma, *(reading.lemma for reading in readings))
        found.append(Word(token, form, tuple(dict.fromkeys(lemmas)), readings[0].case if readings else ""))
    return found
