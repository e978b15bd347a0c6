"""Where terms stand: for each term in each field the numbers of the courses that have it, looked up once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from backends.courses.storage.cache import Cache
from backends.courses.storage.candidates import Courses, Gains, TermCounts, heaviest, within_reach

_TAGS = 50_000
_MOST_BYTES, _FEWEST = 20_000_000, 500

type Standing = npt.NDArray[np.uint8]


class Postings:
    """The text index of `total` courses in memory, as far as it was asked for; `load` looks tags up."""

    def __init__(
        self,
        vocabulary: Mapping[str, TermCounts],
        total: int,
        load: Callable[[Sequence[str]], dict[str, Courses]],
    ) -> None:
        self._total = total
        self._courses = Cache(load, _TAGS)
        self._standings = Cache(self._standings_of, max(_MOST_BYTES // (total + 1), _FEWEST))
        self._gains = Gains(vocabulary, total)

    def matching(self, terms: Sequence[str], limit: int) -> list[int]:
        """Courses that have any of `terms`, the best first (see candidates.py)."""
        found = within_reach([one for term in dict.fromkeys(terms) for one in self._gains.of(term)])
        return heaviest(found, self._courses.get(one.tag for one in found), limit) if found else []

    def standing(self, terms: Sequence[str], numbers: Sequence[int]) -> list[bytes]:
        """For each course a byte for each of `terms`: the FIELDS where it stands, as bits."""
        if not terms:
            return [b""] * len(numbers)
        held = np.concatenate(self._standings.get(terms)).reshape(len(terms), -1)
        together, width = held[:, numbers].T.tobytes(), len(terms)
        return [together[at : at + width] for at in range(0, len(together), width)]

    def _standings_of(self, terms: Sequence[str]) -> dict[str, Standing]:
        """For each term its byte for each course."""
        found = [one for term in terms for one in self._gains.of(term)]
        standings: dict[str, Standing] = {term: np.zeros(self._total + 1, np.uint8) for term in terms}
        for one, courses in zip(found, self._courses.get(one.tag for one in found), strict=True):
            standings[one.term][courses] |= one.bit
        return standings
