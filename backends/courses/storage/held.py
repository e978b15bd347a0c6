"""The whole text index of a small catalogue in memory: a byte for each term and course, read at the start.

So no first query for a word has to wait for a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from backends.courses.storage.candidates import Courses, Gains, TermCounts, Wanted, heaviest, within_reach
from backends.courses.storage.repository import IndexedCourse

MOST_BYTES = 20_000_000


def can_be_held(terms: int, courses: int) -> bool:
    """Whether the index of a catalogue takes little enough memory."""
    return (terms + 1) * (courses + 1) <= MOST_BYTES


class HeldIndex:
    """Made once of the vocabulary and of each course with the terms of each field; never changes."""

    def __init__(
        self,
        vocabulary: Mapping[str, TermCounts],
        total: int,
        courses: Iterable[tuple[int, Sequence[Sequence[str]]]],
    ) -> None:
        self._total = total
        self._at = {term: at for at, term in enumerate(vocabulary)}
        self._terms = list(vocabulary)
        # The last row is that of a term that is not known.
        self._stands: npt.NDArray[np.uint8] = np.zeros((len(vocabulary) + 1, total + 1), np.uint8)
        for number, fields in courses:
            for bit, terms in enumerate(fields):
                rows = [self._at[term] for term in dict.fromkeys(terms) if term in self._at]
                self._stands[rows, number] |= 1 << bit
        self._gains = Gains(vocabulary, total)
        self._numbers: dict[tuple[str, str], Courses] = {}

    def matching(self, terms: Sequence[str], limit: int) -> list[int]:
        """Courses that have any of `terms`, the best first (see candidates.py)."""
        found = within_reach([one for term in dict.fromkeys(terms) for one in self._gains.of(term)])
        return heaviest(found, [self._having(one) for one in found], limit) if found else []

    def standing(self, terms: Sequence[str], numbers: Sequence[int]) -> list[bytes]:
        """For each course a byte for each of `terms`: the FIELDS where it stands, as bits."""
        rows = [self._at.get(term, -1) for term in terms]
        together = self._stands[np.ix_(rows, numbers)].T.tobytes() if terms and numbers else b""
        width = len(terms)
        return [together[at * width : (at + 1) * width] for at in range(len(numbers))]

    def courses(self, numbers: Iterable[int]) -> list[IndexedCourse]:
        """Courses in the order of `numbers`; unknown ones are left out."""
        return [self._course(number) for number in numbers if 0 < number <= self._total]

    def _course(self, number: int) -> IndexedCourse:
        column = self._stands[:, number]
        (held,) = column.nonzero()
        bits = column[held].tolist()
        return IndexedCourse(
            number, {self._terms[at]: bit for at, bit in zip(held.tolist(), bits, strict=True)}
        )

    def _having(self, wanted: Wanted) -> Courses:
        numbers = self._numbers.get((wanted.term, wanted.field))
        if numbers is None:
            (found,) = (self._stands[self._at[wanted.term]] & wanted.bit).nonzero()
            numbers = self._numbers[wanted.term, wanted.field] = found.astype(np.int32)
        return numbers
