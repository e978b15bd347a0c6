"""What the classifier sees of messages. Needs nothing that learns, so that both environments can read it."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.analysis import Token
from nlu.reading import read_message

MARKS = frozenset(",.!?;:\n")  # that end a clause


@dataclass(frozen=True)
class Document:
    """A message as the classifier sees it: its text, its tokens, and the entities as (type, start, end)."""

    text: str
    tokens: tuple[Token, ...]
    entities: tuple[tuple[str, int, int], ...] = ()


def part_of(document: Document, first: int, behind: int) -> Document:
    """Return the tokens from `first` to the one before `behind` as a document; offsets stay the whole's."""
    tokens = document.tokens[first:behind]
    if not tokens:
        return Document("", ())
    start, end = tokens[0].start, tokens[-1].end
    inside = tuple(entity for entity in document.entities if start <= entity[1] < end)
    return Document(document.text[start:end], tokens, inside)


def document_of(text: str) -> Document:
    """Return what the classifier sees of a text."""
    message = read_message(text)
    entities = tuple((entity.entity, entity.start, entity.end) for entity in message.entities)
    return Document(text, message.tokens, entities)
