"""Bags of words as arrays, so that what was read once need not be read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backends.skills.matching.postings import packed, unpacked

type Bag = dict[str, float]


def packed_bags(name: str, bags: Sequence[Mapping[str, float]]) -> dict[str, NDArray[Any]]:
    """The bags as arrays whose names begin with `name`."""
    terms = sorted({term for bag in bags for term in bag})
    numbers = {term: number for number, term in enumerate(terms)}
    return {
        f"{name}.terms": packed(terms),
        f"{name}.numbers": np.asarray([numbers[term] for bag in bags for term in bag], dtype=np.int32),
        f"{name}.weights": np.asarray([weight for bag in bags for weight in bag.values()], dtype=np.float64),
        f"{name}.starts": np.cumsum([0, *(len(bag) for bag in bags)], dtype=np.int64),
    }


def unpacked_bags(name: str, held: Mapping[str, NDArray[Any]]) -> list[Bag]:
    """The bags of `packed_bags`."""
    terms = unpacked(held[f"{name}.terms"])
    numbers, weights = held[f"{name}.numbers"].tolist(), held[f"{name}.weights"].tolist()
    return [
        {terms[numbers[at]]: weights[at] for at in range(start, end)}
        for start, end in pairwise(held[f"{name}.starts"].tolist())
    ]


def added_up(bags: Sequence[Mapping[str, float]]) -> Bag:
    """One bag with the sums of the weights."""
    found: Bag = {}
    for bag in bags:
        for term, weight in bag.items():
            found[term] = found.get(term, 0.0) + weight
    return found
