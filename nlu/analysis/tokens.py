"""The token that the rest of the project works with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """A word, number or mark of a message.

    `text` is as written, between the offsets `start` and `end`; `lemma` is the base form in lower case
    ("lähihoitajaksi": "lähihoitaja"); `parts` are the base forms of a compound's parts ("lähi",
    "hoitaja") or ();
    `pos` is a part of speech of Universal Dependencies and never empty.
    """

    text: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...]
    pos: str
