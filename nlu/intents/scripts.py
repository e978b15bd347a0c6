"""Recognises messages in another script than ours: Cyrillic, Arabic, Chinese and so on."""

from __future__ import annotations

import unicodedata

FEWEST_LETTERS = 3


def is_in_another_script(text: str) -> bool:
    """Whether most letters of a text are not Latin; too few letters count for nothing."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if ord(letter) > 0x24F and not _is_latin(letter))
    return foreign >= FEWEST_LETTERS and foreign * 2 > len(letters)


def _is_latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return "LATIN" in name or "FULLWIDTH" in name or "MATHEMATICAL" in name or "MODIFIER" in name
