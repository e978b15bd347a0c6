"""The pipelines of the ablation: each a list of blocks and a way to read a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import snowballstemmer

from nlu.analysis import FinnishAnalyzer, Token
from nlu.analysis.tokenizer import pieces
from nlu.intents.blocks import (
    CharacterBlock,
    Document,
    TermBlock,
    VectorBlock,
    frame_features,
    lemma_features,
    part_features,
    standard_blocks,
    surface_text,
)
from nlu.intents.documents import document_of
from nlu.spoken.forms import SpokenForms
from nlu.spoken.rules import SpokenRules

Reader = Callable[[str], Document]


@dataclass(frozen=True)
class Variant:
    """A pipeline under a name; `blocks` makes new blocks, `read` makes a document of a text."""

    name: str
    blocks: Callable[[], list[Any]]
    read: Reader


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


def without_spoken_layer() -> Reader:
    """Voikko alone: no table of spoken forms, no rules."""
    analyzer = FinnishAnalyzer(forms=SpokenForms({}), rules=SpokenRules([]))
    return lambda text: Document(text, tuple(analyzer.tokens(text)))


def without_entities(text: str) -> Document:
    """Our analysis, entities left out."""
    return Document(text, document_of(text).tokens)


def variants() -> list[Variant]:
    """Return the pipelines from the plainest to the one that is served."""
    voikko = without_spoken_layer()
    characters = (2, 5)
    return [
        Variant(
            "words + characters (as others run it)",
            lambda: [TermBlock(lemma_features), CharacterBlock(surface_text, (1, 4))],
            whitespace,
        ),
        Variant("Snowball stems", lambda: [TermBlock(lemma_features)], snowball()),
        Variant("Voikko lemmas", lambda: [TermBlock(lemma_features)], voikko),
        Variant(
            "Voikko lemmas + parts", lambda: [TermBlock(lemma_features), TermBlock(part_features)], voikko
        ),
        Variant(
            "Voikko + parts + characters",
            lambda: [
                TermBlock(lemma_features),
                TermBlock(part_features),
                CharacterBlock(surface_text, characters),
            ],
            voikko,
        ),
        Variant(
            "Voikko + parts + characters + vectors",
            lambda: [
                TermBlock(lemma_features),
                TermBlock(part_features),
                CharacterBlock(surface_text, characters),
                VectorBlock(),
            ],
            voikko,
        ),
        Variant(
            "the same with the spoken layer",
            lambda: [
                TermBlock(lemma_features),
                TermBlock(part_features),
                CharacterBlock(surface_text, characters),
                VectorBlock(),
            ],
            without_entities,
        ),
        Variant(
            "the same with sentence frames",
            lambda: [
                TermBlock(lemma_features),
                TermBlock(part_features),
                TermBlock(frame_features),
                CharacterBlock(surface_text, characters),
                VectorBlock(),
            ],
            document_of,
        ),
        Variant("served", standard_blocks, document_of),
    ]
