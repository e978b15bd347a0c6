"""Whether a text names something by one of a list of words: by base form, by beginning, or by a phrase.

A pattern is a base form ("opintotuki"), a beginning ("toimeentulo*") or several in a row ("koko suomi").
Umlauts may be missing in the text, as people type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from nlu.analysis import shared_analyzer

LONGEST_TEXT = 1_000
FOLDED = str.maketrans("äöå", "aoa")


@dataclass(frozen=True)
class Said:
    """A text as sets of the forms of each word: as written, its base forms, the parts of a compound."""

    words: tuple[frozenset[str], ...]

    def without(self, fillers: frozenset[str]) -> Said:
        """The text without the words of these forms, so that a pattern is found around them."""
        return Said(tuple(forms for forms in self.words if not forms & fillers))

    def names(self, pattern: str) -> bool:
        """Whether the pattern stands somewhere in the text."""
        parts = _parts(pattern)
        if parts and not parts[0].endswith("*") and parts[0] not in self.forms:
            return False
        starts = range(len(self.words) - len(parts) + 1)
        return any(all(_is(part, self.words[at + step]) for step, part in enumerate(parts)) for at in starts)

    def names_any(self, patterns: Iterable[str]) -> bool:
        """Whether one of the patterns does."""
        return any(self.names(pattern) for pattern in patterns)

    @cached_property
    def forms(self) -> frozenset[str]:
        """All forms of all words."""
        return frozenset().union(*self.words)


@lru_cache(256)
def said(text: str) -> Said:
    """Read a text; of an over-long one the beginning."""
    analyzer = shared_analyzer()
    return Said(
        tuple(
            frozenset(
                form.lower().translate(FOLDED)
                for form in (token.text, token.lemma, *token.parts, *analyzer.lemmas(token.text))
            )
            for token in analyzer.tokens(text[:LONGEST_TEXT])
        )
    )


@cache
def _parts(pattern: str) -> tuple[str, ...]:
    """The words of a pattern, which all stand in data: there are some thousands of them."""
    return tuple(pattern.translate(FOLDED).split())


def _is(part: str, forms: frozenset[str]) -> bool:
    if part.endswith("*"):
        return any(form.startswith(part[:-1]) for form in forms)
    return part in forms
