"""One logistic regression on all blocks, with probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from nlu.intents.blocks import Document, standard_blocks
from nlu.intents.scored import Scored

Matrix = NDArray[np.float64]
HELD_OUT = 6
MOST_ITERATIONS = 120


class IntentClassifier:
    """Trained on documents with labels; ranks all intents for a document."""

    def __init__(self, blocks: Sequence[Any] | None = None, strength: float = 20.0) -> None:
        """Take the blocks of features and the inverse regularisation (sklearn's C)."""
        self._blocks = list(blocks) if blocks is not None else standard_blocks()
        self._strength = strength
        self._names: list[str] = []
        self._weights: Matrix = np.zeros((0, 0))
        self._bias: Matrix = np.zeros(0)
        self.temperature = 1.0

    def fit(self, documents: Sequence[Document], labels: Sequence[str], calibrate: bool = True) -> None:
        """Train on all documents; `calibrate` costs a second training on five sixths of them."""
        if calibrate:
            held = np.arange(len(documents)) % HELD_OUT == 0
            self._fit(
                [d for d, out in zip(documents, held) if not out], [n for n, o in zip(labels, held) if not o]
            )
            self.temperature = self._best_temperature(
                [d for d, out in zip(documents, held) if out], [n for n, o in zip(labels, held) if o]
            )
        self._fit(documents, labels)

    def rank(self, document: Document) -> list[Scored]:
        """Return every intent, the likeliest first; the confidences sum to one."""
        probabilities = _softmax(self._logits([document]) / self.temperature)[0]
        order = np.argsort(-probabilities)
        return [Scored(self._names[index], float(probabilities[index])) for index in order]

    def probabilities(self, documents: Sequence[Document]) -> tuple[list[str], Matrix]:
        """Return the intents' names and one row of probabilities a document."""
        return self._names, _softmax(self._logits(documents) / self.temperature)

    def save(self, path: Path) -> None:
        """Write the model as one file."""
        joblib.dump(self, path, compress=1)

    @staticmethod
    def load(path: Path) -> IntentClassifier:
        """Read a model that `save` wrote; the file must come from a trusted place, as it is unpickled."""
        model = joblib.load(path)
        if not isinstance(model, IntentClassifier):
            raise TypeError(f"{path} holds no intent classifier")
        return model

    def _fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        for block in self._blocks:
            block.fit(documents)
        regression = LogisticRegression(C=self._strength, max_iter=MOST_ITERATIONS, tol=1e-3)
        regression.fit(self._features(documents), labels)
        self._names = [str(name) for name in regression.classes_]
        self._weights = np.ascontiguousarray(regression.coef_.T.astype(np.float32))
        self._bias = regression.intercept_

    def _features(self, documents: Sequence[Document]) -> Any:
        return sparse.hstack([block.transform(documents) for block in self._blocks], format="csr")

    def _logits(self, documents: Sequence[Document]) -> Matrix:
        return np.asarray(self._features(documents) @ self._weights + self._bias)

    def _best_temperature(self, documents: Sequence[Document], labels: Sequence[str]) -> float:
        known = {name: index for index, name in enumerate(self._names)}
        kept = [index for index, name in enumerate(labels) if name in known]
        logits = self._logits([documents[index] for index in kept])
        wanted = np.array([known[labels[index]] for index in kept])
        temperatures = np.geomspace(0.3, 3.0, 40)
        losses = [_loss(logits / temperature, wanted) for temperature in temperatures]
        return float(temperatures[int(np.argmin(losses))])


def _softmax(logits: Matrix) -> Matrix:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def _loss(logits: Matrix, wanted: NDArray[np.int64]) -> float:
    probabilities = _softmax(logits)[np.arange(len(wanted)), wanted]
    return float(-np.log(np.maximum(probabilities, 1e-12)).mean())
