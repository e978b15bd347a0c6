"""Figures of classification and of entities, with confidence intervals by bootstrap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1_000
Pairs = Sequence[tuple[str, str]]


def accuracy(pairs: Pairs) -> float:
    """Return the share of (wanted, got) that agree."""
    return sum(wanted == got for wanted, got in pairs) / len(pairs) if pairs else 0.0


def macro_f1(pairs: Pairs) -> float:
    """Return the mean F1 over the classes that are wanted."""
    wanted, got, right = (
        Counter(w for w, _ in pairs),
        Counter(g for _, g in pairs),
        Counter(w for w, g in pairs if w == g),
    )
    scores = [2 * right[name] / (wanted[name] + got[name]) for name in wanted]
    return sum(scores) / len(scores) if scores else 0.0


def interval(pairs: Pairs, figure: Callable[[Pairs], float]) -> tuple[float, float]:
    """Return the 95 % interval of a figure by resampling the sentences."""
    generator = np.random.default_rng(1)
    samples = [
        figure([pairs[i] for i in generator.integers(0, len(pairs), len(pairs))]) for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(samples, [2.5, 97.5])
    return float(low), float(high)


def gain(wanted: Sequence[str], before: Sequence[str], after: Sequence[str]) -> tuple[float, float, float]:
    """Return by how much more of the answers are right than before, with the 95 % interval of the difference.

    The sentences are resampled in pairs, as both pipelines answered the same ones.
    """
    steps = np.array(
        [(a == w) - (b == w) for w, b, a in zip(wanted, before, after, strict=True)], dtype=np.float64
    )
    generator = np.random.default_rng(1)
    means = [steps[generator.integers(0, len(steps), len(steps))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(steps.mean()), float(low), float(high)


@dataclass
class EntityCounts:
    """Found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0


def count_entities(
    wanted: Sequence[tuple[str, str]], got: Sequence[tuple[str, str]], counts: dict[str, EntityCounts]
) -> None:
    """Add one sentence's entities, compared by type and value, to `counts`."""
    left = Counter(wanted)
    for kind, value in got:
        entry = counts.setdefault(kind, EntityCounts())
        if left[(kind, value)]:
            left[(kind, value)] -= 1
            entry.right += 1
        else:
            entry.wrong += 1
    for (kind, _), missing in left.items():
        counts.setdefault(kind, EntityCounts()).missed += missing
