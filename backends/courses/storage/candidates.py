"""Which courses are worth a closer look: rare words weigh more, and so do words of names.

Both databases count with the same whole numbers, so that both find the same courses in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backends.courses.storage.repository import FIELDS

type Courses = npt.NDArray[np.int32]

FIELD_WEIGHTS: Mapping[str, float] = {"title": 10.0, "keyword": 7.0, "part": 4.0, "body": 1.0}
MOST_CANDIDATES = 5_000
_PRECISION = 100
_BITS: Mapping[str, int] = {field: 1 << at for at, field in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How many courses have a term: at all, and in each of FIELD_WEIGHTS' fields."""

    courses: int
    by_field: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term in a field, with what a course gains by having it there, and how many `courses` have it."""

    term: str
    field: str
    weight: int
    courses: int

    @property
    def tag(self) -> str:
        """The term with the first letter of its field before it: t:hitsaus."""
        return f"{self.field[0]}:{self.term}"

    @property
    def bit(self) -> int:
        """The bit of its field among FIELDS."""
        return _BITS[self.field]


def gains(term: str, counts: TermCounts, total: int) -> Iterator[Wanted]:
    """A term in the fields where any course has it. A weight is BM25's idf times the field's weight, in
    hundredths.
    """
    rarity = math.log(1 + (total - counts.courses + 0.5) / (counts.courses + 0.5))
    for (field, weight), courses in zip(FIELD_WEIGHTS.items(), counts.by_field, strict=True):
        if courses:
            yield Wanted(term, field, max(round(_PRECISION * rarity * weight), 1), courses)


class Gains:
    """What is gained by each term of an index of `total` courses, reckoned once for each."""

    def __init__(self, vocabulary: Mapping[str, TermCounts], total: int) -> None:
        self._vocabulary, self._total = vocabulary, total
        self._known: dict[str, tuple[Wanted, ...]] = {}

    def of(self, term: str) -> tuple[Wanted, ...]:
        """The term in each field where it stands; nothing for one that the index lacks."""
        known = self._known.get(term)
        if known is None:
            counts = self._vocabulary.get(term)
            if counts is None:
                return ()
            known = self._known[term] = tuple(gains(term, counts, self._total))
        return known


def within_reach(found: Iterable[Wanted]) -> list[Wanted]:
    """The heaviest, in their order. Those that would bring more than MOST_CANDIDATES places to look at are
    left out, the lightest first; the heaviest is always kept.
    """
    kept: list[Wanted] = []
    places = 0
    for one in sorted(found, key=lambda one: (-one.weight, one.term, one.field)):
        places += one.courses
        if kept and places > MOST_CANDIDATES:
            break
        kept.append(one)
    return kept


def heaviest(found: Sequence[Wanted], places: Sequence[Courses], limit: int) -> list[int]:
    """The courses with the greatest sum of weights, ties by number; `places` are the courses of each wanted
    term, each once.
    """
    weights = np.repeat([one.weight for one in found], [len(courses) for courses in places])
    sums = np.bincount(np.concatenate(places), weights)
    (numbers,) = sums.nonzero()
    listed: list[int] = numbers[(-sums[numbers]).argsort(kind="stable")[:limit]].tolist()
    return listed


def pieces_of(text: str, length: int = 3) -> list[str]:
    """The pieces of a text, each once, in their order."""
    return list(dict.fromkeys(text[at : at + length] for at in range(len(text) - length + 1)))
