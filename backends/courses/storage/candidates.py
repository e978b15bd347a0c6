"""Which courses are worth a closer look: rare words weigh more, and so do words of names.

Both databases count with the same whole numbers, so that both find the same courses in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

type Courses = npt.NDArray[np.int32]

FIELD_WEIGHTS: Mapping[str, float] = {"title": 10.0, "keyword": 7.0, "part": 4.0, "body": 1.0}
MOST_CANDIDATES = 5_000
_PRECISION = 100


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How many courses have a term: at all, and in each of FIELD_WEIGHTS' fields."""

    courses: int
    by_field: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term in a field, with what a course gains by having it there."""

    term: str
    field: str
    weight: int

    @property
    def tag(self) -> str:
        """The term with the first letter of its field before it: t:hitsaus."""
        return f"{self.field[0]}:{self.term}"


def wanted(terms: Iterable[str], vocabulary: Mapping[str, TermCounts], total: int) -> list[Wanted]:
    """The terms in the fields where any course has them, the heaviest first.

    A weight is BM25's idf times the field's weight, in hundredths. Those that would bring more than
    MOST_CANDIDATES places to look at are left out, the lightest first; the heaviest is always kept.
    """
    found = []
    for term in dict.fromkeys(terms):
        counts = vocabulary.get(term)
        if counts is None:
            continue
        rarity = math.log(1 + (total - counts.courses + 0.5) / (counts.courses + 0.5))
        for (field, weight), number in zip(FIELD_WEIGHTS.items(), counts.by_field, strict=True):
            if number:
                found.append((max(round(_PRECISION * rarity * weight), 1), term, field, number))
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    kept: list[Wanted] = []
    places = 0
    for gain, term, field, number in found:
        places += number
        if kept and places > MOST_CANDIDATES:
            break
        kept.append(Wanted(term, field, gain))
    return kept


def heaviest(found: Sequence[Wanted], places: Sequence[Courses], limit: int) -> list[int]:
    """The courses with the greatest sum of weights, ties by number; `places` are the courses of each wanted
    term, each once.
    """
    weights = np.repeat([one.weight for one in found], [len(courses) for courses in places])
    sums = np.bincount(np.concatenate(places), weights)
    numbers = np.flatnonzero(sums)
    listed: list[int] = numbers[np.argsort(-sums[numbers], kind="stable")[:limit]].tolist()
    return listed


def pieces_of(text: str, length: int = 3) -> list[str]:
    """The pieces of a text, each once, in their order."""
    return list(dict.fromkeys(text[at : at + length] for at in range(len(text) - length + 1)))
