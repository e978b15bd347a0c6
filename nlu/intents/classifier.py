"""One logistic regression on all blocks, with probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlu.intents.blocks import TermBlock, sparse_rows, standard_blocks
from nlu.intents.clauses import Heard, clauses
from nlu.intents.closing import closing
from nlu.intents.composed import CRISIS, composed
from nlu.intents.documents import Document
from nlu.intents.regression import Matrix, SoftmaxRegression, Training, log_softmax, softmax
from nlu.intents.scored import Scored
from nlu.stored import read_model, write_model

# Every sixth example is held out to calibrate on.
HELD_OUT = 6
SPREAD_SEED = 3
# How much the closing of a long message counts beside the whole.
CLOSING_WEIGHT = 0.4

# One row a document: a sparse matrix and an array.
Features = tuple[Any, Matrix]


class IntentClassifier:
    """Trained on documents with labels; ranks all intents for a document."""

    def __init__(
        self,
        blocks: Sequence[Any] | None = None,
        training: Training | None = None,
        long_messages: bool = True,
    ) -> None:
        """Take the blocks of features and how to train on them; the standard ones by default.

        `long_messages`: whether to train on composed messages too and to hear the closing by itself.
        """
        self._long_messages = long_messages
        self._blocks = list(blocks) if blocks is not None else standard_blocks()
        self._training = training or Training()
        self._regression = SoftmaxRegression(self._training)
        self._names: list[str] = []
        self.temperature = 1.0

    def fit(self, documents: Sequence[Document], labels: Sequence[str], calibrate: bool = True) -> None:
        """Train on all documents; `calibrate` costs a second training, on those that are not held out."""
        self._names = sorted(set(labels))
        for block in self._blocks:
            block.fit(documents)
        features = self._features(documents)
        if calibrate:
            order = np.random.default_rng(SPREAD_SEED).permutation(len(documents))
            held, rest = order[::HELD_OUT], np.delete(order, np.s_[::HELD_OUT])
            chosen: list[int] = rest.tolist()
            self._train([documents[i] for i in chosen], [labels[i] for i in chosen], _rows(features, rest))
            logits = self._regression.logits(*_rows(features, held))
            self.temperature = best_temperature(logits, self._classes([labels[i] for i in held]))
        self._train(documents, labels, features)

    def rank(self, document: Document) -> list[Scored]:
        """Return every intent, the likeliest first; the confidences sum to one."""
        names, rows = self.probabilities([document])
        return [Scored(names[index], float(rows[0][index])) for index in np.argsort(-rows[0])]

    def hear_clauses(self, document: Document) -> list[Heard]:
        """Return what each clause of a document means by itself; nothing of a document that is one clause."""
        parts = clauses(document)
        if not parts:
            return []
        names, rows = self.probabilities(parts)
        best = np.argmax(rows, axis=1)
        return [
            Heard(part.tokens[0].start, part.tokens[-1].end, Scored(names[index], float(row[index])))
            for part, row, index in zip(parts, rows, best, strict=True)
        ]

    def probabilities(self, documents: Sequence[Document]) -> tuple[list[str], Matrix]:
        """Return the intents' names and one row of probabilities a document."""
        rows = self._logits(documents) / np.float32(self.temperature)
        if self._long_messages:
            self._hear_closings(documents, rows)
        return self._names, softmax(rows)

    def save(self, path: Path) -> None:
        """Write the model as one file."""
        write_model(self, path)

    @staticmethod
    def load(path: Path) -> IntentClassifier:
        """Read a model that `save` wrote (`nlu.stored.read_model`)."""
        return read_model(path, IntentClassifier, "intent classifier")

    def _train(self, documents: Sequence[Document], labels: Sequence[str], features: Features) -> None:
        """Train on documents whose features are had, and on long messages composed of them."""
        more, their_labels = composed(documents, labels) if self._long_messages else ([], [])
        if more:
            thin, full = self._features(more)
            features = (sparse.vstack([features[0], thin], format="csr"), np.vstack([features[1], full]))
        self._regression.fit(*features, self._classes([*labels, *their_labels]), len(self._names))

    def _classes(self, labels: Sequence[str]) -> NDArray[np.int64]:
        return np.array([self._names.index(label) for label in labels])

    def _logits(self, documents: Sequence[Document]) -> Matrix:
        return self._regression.logits(*self._features(documents))

    def _hear_closings(self, documents: Sequence[Document], rows: Matrix) -> None:
        """Mix into the scores of long messages those of their closings; a crisis anywhere keeps its score."""
        ends = [(index, end) for index, end in enumerate(map(closing, documents)) if end is not None]
        if not ends:
            return
        whole = log_softmax(rows[[index for index, _ in ends]])
        alone = log_softmax(self._logits([end for _, end in ends]) / np.float32(self.temperature))
        mixed = whole + np.float32(CLOSING_WEIGHT) * (alone - whole)
        if CRISIS in self._names:
            crisis = self._names.index(CRISIS)
            mixed[:, crisis] = np.maximum(mixed[:, crisis], whole[:, crisis])
        rows[[index for index, _ in ends]] = mixed

    def _features(self, documents: Sequence[Document]) -> Features:
        thin = [block for block in self._blocks if isinstance(block, TermBlock)]
        full = [block.transform(documents) for block in self._blocks if not isinstance(block, TermBlock)]
        rows = len(documents)
        return (
            sparse_rows(thin, documents),
            np.hstack(full).astype(np.float32) if full else np.zeros((rows, 0), dtype=np.float32),
        )


def _rows(features: Features, chosen: NDArray[np.int64]) -> Features:
    return features[0][chosen], features[1][chosen]


def best_temperature(logits: Matrix, classes: NDArray[np.int64]) -> float:
    """Return the divisor of the scores at which the right classes are likeliest (Guo et al. 2017)."""
    temperatures = np.geomspace(0.3, 4.0, 50)
    losses = [_loss(logits / np.float32(temperature), classes) for temperature in temperatures]
    return float(temperatures[int(np.argmin(losses))])


def _loss(logits: Matrix, classes: NDArray[np.int64]) -> float:
    probabilities = softmax(logits)[np.arange(len(classes)), classes]
    return float(-np.log(np.maximum(probabilities, 1e-12)).mean())
