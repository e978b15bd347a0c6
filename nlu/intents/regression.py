"""Multinomial logistic regression by mini-batches: seconds where L-BFGS takes minutes at tens of thousands of
features.

Adam (Kingma & Ba 2015) with a falling step, which moves only the weights of the features that a batch has.
At each step over half of a row's sparse features are left out, which regularises as an L2 penalty adapted to
each feature (Wager, Wang & Liang 2013). They are drawn, so the mean of several trainings is steadier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]
_MEAN, _SQUARE = np.float32(0.9), np.float32(0.999)


@dataclass(frozen=True)
class Training:
    """How to train. `left_out` is the share of sparse features dropped from a row at each step.

    The weights are the mean of `times` trainings, each with its own draws.
    """

    passes: int = 7
    rows: int = 256
    step: float = 0.05
    left_out: float = 0.6
    seed: int = 7
    times: int = 3


class SoftmaxRegression:
    """Weights on sparse and dense features; `logits` are unnormalised log-probabilities of the classes."""

    def __init__(self, training: Training = Training()) -> None:
        """Take the training's settings."""
        self._training = training
        self._parts: list[Matrix] = []

    def fit(self, sparse_rows: Any, dense_rows: Matrix, classes: NDArray[np.int64], count: int) -> None:
        """Train on rows of a CSR matrix and of an array, and each row's class (0 to `count` - 1)."""
        trained: list[list[Matrix]] = []
        for number in range(self._training.times):
            generator = np.random.default_rng(self._training.seed + number)
            self._fit_once(sparse_rows, dense_rows, classes, count, generator)
            trained.append(self._parts)
        self._parts = [np.mean(parts, axis=0, dtype=np.float32) for parts in zip(*trained, strict=True)]

    def logits(self, sparse_rows: Any, dense_rows: Matrix) -> Matrix:
        """Return one row of scores a document."""
        weights, dense_weights, bias = self._parts
        return np.asarray(sparse_rows @ weights + dense_rows @ dense_weights + bias, dtype=np.float32)

    def _fit_once(
        self,
        sparse_rows: Any,
        dense_rows: Matrix,
        classes: NDArray[np.int64],
        count: int,
        generator: np.random.Generator,
    ) -> None:
        shapes = ((sparse_rows.shape[1], count), (dense_rows.shape[1], count), (count,))
        self._parts = [np.zeros(shape, dtype=np.float32) for shape in shapes]
        optimiser = _Adam(self._parts, self._training)
        batches = list(self._batches(len(classes), generator))
        for number, rows in enumerate(batches):
            thinned = self._thinned(sparse_rows[rows], generator)
            errors = softmax(self.logits(thinned, dense_rows[rows]))
            errors[np.arange(len(rows)), classes[rows]] -= 1
            errors /= len(rows)
            columns, gradient = _column_gradient(thinned, errors)
            gradients = [gradient, dense_rows[rows].T @ errors, errors.sum(axis=0)]
            optimiser.move([columns, slice(None), slice(None)], gradients, 1 - number / len(batches))

    def _batches(self, total: int, generator: np.random.Generator) -> Iterator[NDArray[np.int64]]:
        for _ in range(self._training.passes):
            order = generator.permutation(total)
            for start in range(0, total, self._training.rows):
                yield order[start : start + self._training.rows]

    def _thinned(self, batch: Any, generator: np.random.Generator) -> Any:
        kept = generator.random(len(batch.data), dtype=np.float32) >= self._training.left_out
        batch.data = batch.data * kept / np.float32(1 - self._training.left_out)
        batch.eliminate_zeros()
        return batch


def _column_gradient(batch: Any, errors: Matrix) -> tuple[NDArray[np.int64], Matrix]:
    """Return the columns that a batch has, and the gradient of their weights."""
    columns, places = np.unique(batch.indices, return_inverse=True)
    shape = (batch.shape[0], len(columns))
    narrow = sparse.csr_matrix((batch.data, places.astype(np.int32), batch.indptr), shape=shape)
    return columns, np.asarray(narrow.T @ errors)


class _Adam:
    def __init__(self, parts: list[Matrix], training: Training) -> None:
        self._parts = parts
        self._step = training.step
        self._means = [np.zeros_like(part) for part in parts]
        self._squares = [np.zeros_like(part) for part in parts]
        self._moves = 0

    def move(self, rows: list[Any], gradients: list[Matrix], left: float) -> None:
        """Move some rows of each part against their gradients.

        `left` is the share of the training that is still to come.
        """
        self._moves += 1
        unbiased = np.sqrt(1 - 0.999**self._moves) / (1 - 0.9**self._moves)
        step = np.float32(self._step * left * unbiased)
        moved = zip(self._parts, self._means, self._squares, rows, gradients, strict=True)
        for part, means, squares, chosen, gradient in moved:
            mean = _MEAN * means[chosen] + (1 - _MEAN) * gradient
            square = _SQUARE * squares[chosen] + (1 - _SQUARE) * gradient * gradient
            means[chosen], squares[chosen] = mean, square
            part[chosen] -= step * mean / (np.sqrt(square) + np.float32(1e-8))


def softmax(logits: Matrix) -> Matrix:
    """Return probabilities, one row for each row of scores."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def log_softmax(logits: Matrix) -> Matrix:
    """Return the logarithms of the probabilities, one row for each row of scores."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float32)
