"""Reads a message once for all who ask: tokens and entities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nlu.analysis import Token, shared_analyzer
from nlu.entities import Entity, shared_finder

CACHED_MESSAGES = 256
LONGEST_TEXT = 4_000
# So many words and marks no sentence of that length has; a row of marks has.
MOST_TOKENS = 900


@dataclass(frozen=True)
class Message:
    """A message's text with what stands in it. Of an over-long text the beginning is read."""

    text: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]


@lru_cache(CACHED_MESSAGES)
def read_message(text: str) -> Message:
    """Return the tokens and entities of a text."""
    tokens = shared_analyzer().tokens(text[:LONGEST_TEXT])[:MOST_TOKENS]
    return Message(text, tuple(tokens), tuple(shared_finder().find(tokens)))
