"""Recognises messages that we cannot read: in another script, or in a foreign language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from nlu.analysis import Token, shared_analyzer

FEWEST_LETTERS = 3
FEWEST_WORDS = 3


def is_in_another_script(text: str) -> bool:
    """Whether most letters of a text are not Latin; too few letters count for nothing."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = _foreign_letters(letters)
    return foreign >= FEWEST_LETTERS and foreign * 2 > len(letters)


def has_another_script(text: str) -> bool:
    """Whether a text has more than a stray letter that is not Latin."""
    return _foreign_letters(letter for letter in text if letter.isalpha()) >= FEWEST_LETTERS


def is_unreadable(tokens: Sequence[Token]) -> bool:
    """Whether no word of a message is Finnish."""
    words = [token.text for token in tokens if token.text.isalpha() and len(token.text) > 1]
    return len(words) >= FEWEST_WORDS and not any(shared_analyzer().knows(word) for word in words)


def _foreign_letters(letters: Iterable[str]) -> int:
    return sum(1 for letter in letters if ord(letter) > 0x24F and not _is_latin(letter))


def _is_latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return "LATIN" in name or "FULLWIDTH" in name or "MATHEMATICAL" in name or "MODIFIER" in name
