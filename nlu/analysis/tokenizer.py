"""Splits a message into words, numbers, marks and symbols, keeping where each stands in the text.

Every pattern is linear: repeated parts are bounded or start with a character that the part before cannot
hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER = r"(?:[^\W\d_][\u0300-\u036f]{0,4})"
_PATTERN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)\S+)
    | (?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}})
    | (?P<number>\d{{1,12}}(?:[.,:]\d{{1,12}}){{0,4}})
    | (?P<word>{_LETTER}+(?:[-’'´`]{_LETTER}+)*\d{{0,6}}(?::{_LETTER}{{1,6}})?)
    | (?P<mark>[^\w\s])(?P=mark)*
    | (?P<other>\w)
    """,
    re.VERBOSE,
)
LONGEST_WORD = 60


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: `kind` is url, email, number, word, mark or symbol."""

    text: str
    start: int
    end: int
    kind: str


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of `text` in order; spaces and control characters are left out."""
    for match in _PATTERN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "other":
            kind = "word"
        if kind == "mark":
            category = unicodedata.category(match[0][0])
            if category[0] == "C":
                continue
            kind = "symbol" if category == "So" else "mark"
        yield Piece(match[0], match.start(), match.end(), kind)


def normal_form(word: str) -> str:
    """Return the word as it is looked up: composed, lower case, one kind of apostrophe, not over-long."""
    composed = unicodedata.normalize("NFC", word[:LONGEST_WORD]).lower()
    return composed.replace("’", "'").replace("´", "'").replace("`", "'")
