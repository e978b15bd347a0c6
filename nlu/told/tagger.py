"""Tells of each word of a story what it tells, by a logistic regression on the word and its surroundings."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.intents.blocks import TermBlock, sparse_rows
from nlu.intents.regression import Matrix, SoftmaxRegression, Training, softmax
from nlu.intents.vectors import Vector, shared_vectors
from nlu.reading import read_message
from nlu.stored import read_model, write_model
from nlu.told.features import Sentence, Spot, clause_terms, letter_terms, place_terms
from nlu.told.stories import Story

TRAINING = Training(passes=12, rows=512, step=0.03, left_out=0.5, seed=5, times=1)
# A longer message is read so far: what people tell of themselves comes first.
MOST_WORDS = 150
VECTOR_WEIGHT = 1.0
SIDE = 3


class Tagger:
    """Trained on stories; gives each word of a message the probabilities of the labels."""

    def __init__(self, training: Training = TRAINING) -> None:
        """Take the training's settings."""
        self._blocks = [
            TermBlock(place_terms, 1.5),
            TermBlock(clause_terms, 1.0),
            TermBlock(letter_terms, 1.0),
        ]
        self._regression = SoftmaxRegression(training)
        self.labels: list[str] = []

    def fit(self, stories: Sequence[Story]) -> None:
        """Train on every word of the stories."""
        spots: list[Spot] = []
        said: list[str] = []
        for story in stories:
            for spot in spots_of(Sentence(read_message(story.text))):
                spots.append(spot)
                said.append(story.label_at(spot.sentence.tokens[spot.index].start))
        self.labels = sorted(set(said))
        for block in self._blocks:
            block.fit(spots)
        classes = np.array([self.labels.index(label) for label in said])
        self._regression.fit(sparse_rows(self._blocks, spots), _vectors(spots), classes, len(self.labels))

    def read(self, sentence: Sentence) -> tuple[list[Spot], Matrix]:
        """The words of a sentence without its marks, and a row of probabilities for each."""
        spots = spots_of(sentence)
        if not spots:
            return [], np.zeros((0, len(self.labels)), dtype=np.float32)
        return spots, softmax(self._regression.logits(sparse_rows(self._blocks, spots), _vectors(spots)))

    def save(self, path: Path) -> None:
        """Write the model as one file."""
        write_model(self, path)

    @staticmethod
    def load(path: Path) -> Tagger:
        """Read a model that `save` wrote (`nlu.stored.read_model`)."""
        return read_model(path, Tagger, "tagger of stories")


def spots_of(sentence: Sentence) -> list[Spot]:
    """The words of a sentence, of a long one the first; marks are none."""
    words = (index for index, token in enumerate(sentence.tokens) if token.pos not in ("PUNCT", "SYM"))
    return [Spot(sentence, index) for index in itertools.islice(words, MOST_WORDS)]


def _vectors(spots: Sequence[Spot]) -> NDArray[np.float32]:
    """The vectors of the word, of those before it and of those behind it, as a row each."""
    vectors = shared_vectors()
    rows = np.zeros((len(spots), 3 * vectors.width), dtype=np.float32)
    for row, spot in enumerate(spots):
        first, behind = spot.clause
        parts = (
            [spot.near(0)],
            spot.sentence.forms[max(first, spot.index - SIDE) : spot.index],
            spot.sentence.forms[spot.index + 1 : min(behind, spot.index + 1 + SIDE)],
        )
        for number, words in enumerate(parts):
            rows[row, number * vectors.width : (number + 1) * vectors.width] = _mean(words, vectors.width)
    return rows * np.float32(VECTOR_WEIGHT / 3**0.5)


def _mean(words: Sequence[str], width: int) -> Vector:
    total: Vector = np.zeros(width, dtype=np.float32)
    for word in words:
        if not word.startswith("<"):
            total += shared_vectors().get(word)
    norm = float(np.linalg.norm(total))
    return total / norm if norm else total
