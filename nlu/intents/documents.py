"""Makes the classifier's documents of messages."""

from __future__ import annotations

from nlu.intents.blocks import Document
from nlu.reading import read_message


def document_of(text: str) -> Document:
    """Return what the classifier sees of a text."""
    message = read_message(text)
    entities = tuple((entity.entity, entity.start, entity.end) for entity in message.entities)
    return Document(text, message.tokens, entities)
