"""The linear pipelines of the ablation: each a list of blocks and a way to read a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import snowballstemmer

from nlu.analysis import FinnishAnalyzer, Token
from nlu.analysis.tokenizer import pieces
from nlu.entities.finder import EntityFinder
from nlu.intents.blocks import (
    CharacterBlock,
    TermBlock,
    VectorBlock,
    frame_features,
    lemma_features,
    part_features,
    standard_blocks,
    surface_text,
)
from nlu.intents.classifier import IntentClassifier
from nlu.intents.documents import Document, document_of
from nlu.intents.tfidf import character_grams
from nlu.places import shared_places
from nlu.reading import read_message
from nlu.spoken.forms import SpokenForms
from nlu.spoken.rules import SpokenRules

Reader = Callable[[str], Document]
Finder = Callable[[str], list[tuple[str, str]]]
LENGTHS = (2, 5)


@dataclass(frozen=True)
class Variant:
    """A pipeline under a name: `blocks` makes new blocks, `read` makes a document of a text, `entities` finds
    (type, value in lower case), `long_messages` is what the classifier does of them."""

    name: str
    blocks: Callable[[], list[Any]]
    read: Reader
    entities: Finder | None = None
    long_messages: bool = False

    def classifier(self) -> IntentClassifier:
        """Return a new classifier of these blocks."""
        return IntentClassifier(self.blocks(), long_messages=self.long_messages)


def whitespace(text: str) -> Document:
    """Words as written, no analysis."""
    tokens = [Token(p.text, p.start, p.end, p.text.lower(), (), "X") for p in pieces(text)]
    return Document(text, tuple(tokens))


def snowball() -> Reader:
    """Snowball's Finnish stems in the place of lemmas, as many search engines use them."""
    stemmer = snowballstemmer.stemmer("finnish")

    def read(text: str) -> Document:
        words = list(pieces(text))
        stems = stemmer.stemWords([word.text.lower() for word in words])
        tokens = [Token(w.text, w.start, w.end, stem, (), "X") for w, stem in zip(words, stems, strict=True)]
        return Document(text, tuple(tokens))

    return read


def without_spoken_layer() -> tuple[Reader, Finder]:
    """Voikko and the spelling repair alone: no table of spoken forms, no rules."""
    analyzer = FinnishAnalyzer(forms=SpokenForms({}), rules=SpokenRules([]))
    finder = EntityFinder(analyzer, shared_places())

    def entities(text: str) -> list[tuple[str, str]]:
        return [(e.entity, e.value.lower()) for e in finder.find(analyzer.tokens(text))]

    return lambda text: Document(text, tuple(analyzer.tokens(text))), entities


def with_spoken_layer(text: str) -> Document:
    """Our analysis; the entities are left out."""
    return Document(text, document_of(text).tokens)


def entities_of(text: str) -> list[tuple[str, str]]:
    """The entities that are served."""
    return [(entity.entity, entity.value.lower()) for entity in read_message(text).entities]


def joined_features(document: Document) -> list[str]:
    """Lemmas, parts and n-grams as one list: one TF-IDF row of length one, no scaling by block."""
    grams = character_grams(surface_text(document), *LENGTHS)
    return [*lemma_features(document), *part_features(document), *(f"#{gram}" for gram in grams)]


def _scaled() -> list[Any]:
    return [TermBlock(lemma_features), TermBlock(part_features), CharacterBlock(surface_text, LENGTHS)]


def variants() -> list[Variant]:
    """Return the pipelines from the plainest to the one that is served."""
    voikko, found = without_spoken_layer()
    return [
        Variant(
            "whitespace + character n-grams, linear",
            lambda: [TermBlock(lemma_features), CharacterBlock(surface_text, (1, 4))],
            whitespace,
        ),
        Variant("Snowball stems", lambda: [TermBlock(lemma_features)], snowball()),
        Variant("Voikko lemmas", lambda: [TermBlock(lemma_features)], voikko),
        Variant(
            "Voikko lemmas + compound parts + surface n-grams", lambda: [TermBlock(joined_features)], voikko
        ),
        Variant("+ each block scaled by itself", _scaled, voikko),
        Variant("+ floret vectors", lambda: [*_scaled(), VectorBlock()], voikko, found),
        Variant("+ spoken layer", lambda: [*_scaled(), VectorBlock()], with_spoken_layer, entities_of),
        Variant(
            "+ sentence frames (entities)",
            lambda: [*_scaled(), VectorBlock(), TermBlock(frame_features)],
            document_of,
            entities_of,
        ),
        Variant("+ words as written", standard_blocks, document_of, entities_of),
        Variant(
            "+ composed long messages, their closings: the served classifier",
            standard_blocks,
            document_of,
            entities_of,
            long_messages=True,
        ),
    ]
