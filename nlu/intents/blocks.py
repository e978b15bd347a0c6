"""Blocks of features. Each is scaled by itself, so that no block drowns another in the regression."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

import numpy as np

from nlu.analysis import Token
from nlu.intents.documents import Document
from nlu.intents.tfidf import Row, TermWeights, character_grams, matrix
from nlu.intents.vectors import Vector, shared_vectors

T = TypeVar("T")
LONGEST_WORD = 40
_WITHOUT_DOTS = str.maketrans("äöå", "aoa")


def _lemma(token: Token) -> str:
    if token.pos == "NUM" and token.text[:1].isdigit():
        return "<num>"
    return "<link>" if "://" in token.text or token.text.startswith("www.") else token.lemma


def _with_pairs(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{first} {second}" for first, second in itertools.pairwise(words))]


def lemma_features(document: Document) -> list[str]:
    """Lemmas and pairs of neighbours; the edges of the message count as words."""
    words = [_lemma(token) for token in document.tokens]
    return _with_pairs(["<s>", *words, "</s>"])


def part_features(document: Document) -> list[str]:
    """Lemmas with the parts of compounds, so that "verkkokurssi" meets "kurssi"."""
    found: list[str] = []
    for token in document.tokens:
        if token.pos != "PUNCT":
            found.append(_lemma(token))
            found.extend(f"~{part}" for part in token.parts or (token.lemma,))
    return found


def frame_features(document: Document) -> list[str]:
    """The sentence with every entity replaced by its type: what is asked, whatever it is asked about."""
    words: list[str] = []
    position = 0
    for kind, start, end in sorted(document.entities, key=lambda entity: entity[1]):
        words.extend(_lemma(token) for token in document.tokens if position <= token.start < start)
        words.append(f"<{kind}>")
        position = max(position, end)
    words.extend(_lemma(token) for token in document.tokens if token.start >= position)
    kinds = {f"has:{kind}" for kind, _, _ in document.entities}
    triples = [" ".join(words[index : index + 3]) for index in range(len(words) - 2)]
    return [*_with_pairs(words), *triples, *sorted(kinds), f"length:{min(len(words).bit_length(), 6)}"]


def word_features(document: Document) -> list[str]:
    """Words as written and pairs of neighbours, without their dots: the forms themselves tell much."""
    return _with_pairs([_folded(token) for token in document.tokens])


def surface_text(document: Document) -> str:
    """The text as written, in lower case and without its dots, of bounded length."""
    return " ".join(_folded(token) for token in document.tokens)


def _folded(token: Token) -> str:
    return token.text.lower()[:LONGEST_WORD].translate(_WITHOUT_DOTS)


class TermBlock(Generic[T]):
    """TF-IDF of a list of terms, rows of length `weight`."""

    def __init__(self, terms: Callable[[T], list[str]], weight: float = 1.0) -> None:
        """Take the function that lists a document's terms."""
        self.weight = weight
        self._terms = terms
        self._weights = TermWeights()

    @property
    def width(self) -> int:
        """How many columns its rows have."""
        return self._weights.width

    def fit(self, documents: Sequence[T]) -> None:
        """Learn the terms that occur more than once."""
        self._weights.fit(map(self._terms, documents))

    def row(self, document: T, first_column: int) -> Row:
        """Return a document's row, its columns counted from `first_column`."""
        return self._weights.row(self._terms(document), first_column, self.weight)


class CharacterBlock(TermBlock[Document]):
    """TF-IDF of character n-grams inside words."""

    def __init__(
        self, view: Callable[[Document], str], lengths: tuple[int, int], weight: float = 1.0
    ) -> None:
        """Take the function that gives the text to cut up, and the shortest and the longest n-gram."""
        super().__init__(partial(_grams_of, view, lengths), weight)


def _grams_of(view: Callable[[Document], str], lengths: tuple[int, int], document: Document) -> list[str]:
    return character_grams(view(document), *lengths)


def sparse_rows(blocks: Sequence[TermBlock[T]], documents: Sequence[T]) -> Any:
    """Return what the blocks say of documents as one sparse matrix, one row a document."""
    starts = [0, *itertools.accumulate(block.width for block in blocks)]
    parts = [
        [b.row(document, start) for b, start in zip(blocks, starts, strict=False)] for document in documents
    ]
    return matrix(parts, starts[-1])


class VectorBlock:
    """The mean of the words' vectors, as written and as lemmas, weighted by how rare each lemma is."""

    def __init__(self, weight: float = 1.0) -> None:
        """The vectors themselves are read at first use and not stored with the model."""
        self.weight = weight
        self._rarity: dict[str, float] = {}
        self._unseen = 1.0
        self._centre: Vector | None = None

    def fit(self, documents: Sequence[Document]) -> None:
        """Learn the rarity of lemmas and the mean document."""
        counts: dict[str, int] = {}
        for document in documents:
            for lemma in {token.lemma for token in document.tokens}:
                counts[lemma] = counts.get(lemma, 0) + 1
        # Arora et al. 2017: a / (a + p(word)), here on document frequencies.
        total = len(documents)
        self._rarity = {lemma: 0.02 / (0.02 + count / total) for lemma, count in counts.items()}
        rows = self._rows(documents)
        self._centre = rows.mean(axis=0)

    def transform(self, documents: Sequence[Document]) -> Any:
        """Return an array, one row a document."""
        rows = self._rows(documents)
        if self._centre is not None:
            rows = rows - self._centre
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1) * self.weight, dtype=np.float32)

    def _rows(self, documents: Sequence[Document]) -> Vector:
        return np.stack([self._row(document) for document in documents])

    def _row(self, document: Document) -> Vector:
        vectors = shared_vectors()
        words = [token for token in document.tokens if token.pos not in ("PUNCT", "SYM")]
        weights = [self._rarity.get(token.lemma, self._unseen) for token in words]
        return np.concatenate(
            [
                _mean(
                    vectors.width,
                    ((vectors.get(token.text.lower()[:LONGEST_WORD])) for token in words),
                    weights,
                ),
                _mean(vectors.width, ((vectors.get(token.lemma[:LONGEST_WORD])) for token in words), weights),
            ]
        )


def _mean(width: int, vectors: Iterable[Vector], weights: Sequence[float]) -> Vector:
    total: Vector = np.zeros(width, dtype=np.float32)
    for vector, weight in zip(vectors, weights, strict=False):
        total += vector * np.float32(weight)
    norm = float(np.linalg.norm(total))
    return total / norm if norm else total


def standard_blocks() -> list[Any]:
    """The blocks of the model that is served; evaluation/nlu tries others."""
    return [
        TermBlock(lemma_features),
        TermBlock(part_features),
        TermBlock(frame_features),
        TermBlock(word_features),
        CharacterBlock(surface_text, (2, 5)),
        VectorBlock(),
    ]
