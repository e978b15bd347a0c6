"""Multinomial logistic regression by mini-batches: ten seconds where L-BFGS takes minutes at tens of
thousands of features.

Adam (Kingma & Ba 2015) with a falling step; at each step over half of a row's sparse features are left out,
which
regularises as an L2 penalty adapted to each feature (Wager, Wang & Liang 2013).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
# Rows of weights that are moved together: few enough for a processor's cache.
AT_ONCE = 512


@dataclass(frozen=True)
class Training:
    """How to train. `left_out` is the share of sparse features dropped from a row at each step."""

    passes: int = 7
    rows: int = 256
    step: float = 0.05
    decay: float = 1e-6
    left_out: float = 0.6
    seed: int = 7


class SoftmaxRegression:
    """Weights on sparse and dense features; `logits` are unnormalised log-probabilities of the classes."""

    def __init__(self, training: Training = Training()) -> None:
        """Take the training's settings."""
        self._training = training
        self._parts: list[Matrix] = []

    def fit(self, sparse_rows: Any, dense_rows: Matrix, classes: NDArray[np.int64], count: int) -> None:
        """Train on rows of a CSR matrix and of an array, and each row's class (0 to `count` - 1)."""
        shapes = ((sparse_rows.shape[1], count), (dense_rows.shape[1], count), (count,))
        self._parts = [np.zeros(shape, dtype=np.float32) for shape in shapes]
        optimiser = _Adam(self._parts, self._training)
        generator = np.random.default_rng(self._training.seed)
        batches = list(self._batches(len(classes), generator))
        for number, rows in enumerate(batches):
            sparse_batch = self._thinned(sparse_rows[rows], generator)
            optimiser.move(
                self._gradients(sparse_batch, dense_rows[rows], classes[rows]), 1 - number / len(batches)
            )

    def logits(self, sparse_rows: Any, dense_rows: Matrix) -> Matrix:
        """Return one row of scores a document."""
        weights, dense_weights, bias = self._parts
        return np.asarray(sparse_rows @ weights + dense_rows @ dense_weights + bias, dtype=np.float32)

    def _batches(self, total: int, generator: np.random.Generator) -> Iterator[NDArray[np.int64]]:
        for _ in range(self._training.passes):
            order = generator.permutation(total)
            for start in range(0, total, self._training.rows):
                yield order[start : start + self._training.rows]

    def _thinned(self, batch: Any, generator: np.random.Generator) -> Any:
        kept = generator.random(len(batch.data), dtype=np.float32) >= self._training.left_out
        batch.data = batch.data * kept / np.float32(1 - self._training.left_out)
        return batch

    def _gradients(self, sparse_batch: Any, dense_batch: Matrix, classes: NDArray[np.int64]) -> list[Matrix]:
        errors = softmax(self.logits(sparse_batch, dense_batch))
        errors[np.arange(len(classes)), classes] -= 1
        errors /= len(classes)
        decay = np.float32(self._training.decay)
        weights, dense_weights, _ = self._parts
        return [
            np.asarray(sparse_batch.T @ errors) + decay * weights,
            dense_batch.T @ errors + decay * dense_weights,
            errors.sum(axis=0),
        ]


class _Adam:
    def __init__(self, parts: list[Matrix], training: Training) -> None:
        self._parts = parts
        self._step = training.step
        self._means = [np.zeros_like(part) for part in parts]
        self._squares = [np.zeros_like(part) for part in parts]
        self._moves = 0

    def move(self, gradients: list[Matrix], left: float) -> None:
        """Move all parts against their gradients; `left` is the share of the training that is still to
        come."""
        self._moves += 1
        unbiased = np.sqrt(1 - 0.999**self._moves) / (1 - 0.9**self._moves)
        step = np.float32(self._step * left * unbiased)
        for part, gradient, mean, square in zip(
            self._parts, gradients, self._means, self._squares, strict=True
        ):
            for start in range(0, len(part), AT_ONCE):
                rows = slice(start, start + AT_ONCE)
                _move_rows(part[rows], gradient[rows], mean[rows], square[rows], step)


def _move_rows(part: Matrix, gradient: Matrix, mean: Matrix, square: Matrix, step: np.float32) -> None:
    """Move some rows in place. A whole matrix at once would be read from memory at each of these lines."""
    mean *= np.float32(0.9)
    mean += np.float32(0.1) * gradient
    square *= np.float32(0.999)
    square += np.float32(0.001) * gradient * gradient
    part -= step * mean / (np.sqrt(square) + np.float32(1e-8))


def softmax(logits: Matrix) -> Matrix:
    """Return probabilities, one row for each row of scores."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def log_softmax(logits: Matrix) -> Matrix:
    """Return the logarithms of the probabilities, one row for each row of scores."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float32)
