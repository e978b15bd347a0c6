"""The choice of offers as a problem of numbers: cover demands at the least cost, with prerequisites."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.courses.domain import Offer
from backends.pathways.domain import Course

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A course by its best offer. `cost` is above 0; `gives` and `needs` hold only tokens that matter."""

    course: Course
    offer: Offer
    cost: float
    gives: frozenset[str]
    needs: frozenset[str] = frozenset()
    relaxed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def months(self) -> float:
        """Months that it takes."""
        return self.course.reckoned_months


@dataclass(frozen=True, slots=True)
class Problem:
    """Demands with what each is worth, what may be chosen, and the longest time for all of it in months."""

    worth: dict[str, float]
    candidates: tuple[Candidate, ...]
    months: float | None = None

    def value(self, chosen: Collection[int]) -> float:
        """What a choice costs, with the worth of the demands that it leaves; lower is better."""
        given = frozenset().union(*(self.candidates[at].gives for at in chosen))
        cost = sum(self.candidates[at].cost for at in chosen)
        return cost + sum(worth for demand, worth in self.worth.items() if demand not in given)

    def fits(self, chosen: Collection[int]) -> bool:
        """Whether the choice can be studied in some order, within the time."""
        months = sum(self.candidates[at].months for at in chosen)
        in_time = self.months is None or months <= self.months + _SAME
        return in_time and in_order(self.candidates, chosen) is not None


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen candidates with the problem's value; `proven` where no better choice exists."""

    chosen: frozenset[int]
    value: float
    proven: bool


def in_order(
    candidates: Sequence[Candidate], chosen: Iterable[int], rank: Sequence[tuple[float, ...]] = ()
) -> list[int] | None:
    """The choice with prerequisites before what needs them, else by `rank`; None without such an order."""
    left = sorted(chosen, key=lambda at: (rank[at] if rank else (), at))
    given: set[str] = set()
    ordered: list[int] = []
    while left:
        ready = next((at for at in left if candidates[at].needs <= given), None)
        if ready is None:
            return None
        ordered.append(ready)
        given |= candidates[ready].gives
        left.remove(ready)
    return ordered


def usable(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those whose prerequisites somebody gives, who is usable too."""
    left = list(candidates)
    while True:
        given = frozenset().union(*(one.gives for one in left))
        kept = [one for one in left if one.needs <= given]
        if len(kept) == len(left):
            return kept
        left = kept


def reduced(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that no other one replaces: one that gives as much, needs no more, costs and lasts no more."""
    best: dict[tuple[frozenset[str], frozenset[str]], list[Candidate]] = {}
    for one in sorted(candidates, key=lambda one: (one.cost, one.months)):
        front = best.setdefault((one.gives, one.needs), [])
        if not front or one.months < front[-1].months:
            front.append(one)
    kept = [one for front in best.values() for one in front]
    replaced = _replaced(kept)
    return [one for one, gone in zip(kept, replaced, strict=True) if not gone]


def _replaced(candidates: Sequence[Candidate]) -> NDArray[np.bool_]:
    count = len(candidates)
    gives = _matrix(candidates, [one.gives for one in candidates])
    needs = _matrix(candidates, [one.needs for one in candidates])
    cost = np.asarray([one.cost for one in candidates])
    months = np.asarray([one.months for one in candidates])
    worse = (gives @ (1 - gives).T) == 0
    worse &= ((1 - needs) @ needs.T) == 0
    worse &= (cost[:, None] >= cost[None, :]) & (months[:, None] >= months[None, :])
    equal = worse & worse.T
    earlier = np.tri(count, k=-1, dtype=np.bool_)
    return np.asarray((worse & (~equal | earlier)).any(axis=1) if count else np.zeros(0, dtype=np.bool_))


def _matrix(candidates: Sequence[Candidate], sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    columns = {token: at for at, token in enumerate(sorted(frozenset().union(*sets)))}
    matrix = np.zeros((len(candidates), len(columns)), dtype=np.float32)
    for row, tokens in enumerate(sets):
        matrix[row, [columns[token] for token in tokens]] = 1
    return matrix
