"""Finds occupations by a learner's words: official and everyday names, slang, inflected or misspelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.skills.domain import Occupation, Taxonomy
from nlu.analysis import FinnishAnalyzer

_PIECE = 3
_LEAST_LIKE = 0.55
_LONGEST_WORDS = 12
_EXACT, _BASE, _WITHIN, _BEGINS = 1.0, 0.95, 0.85, 0.75
_EVERYDAY, _OTHER_LABEL, _HEAD = 0.98, 0.94, 0.93
_LEAST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Found:
    """An occupation with the name by which it was found, and how well the name fits (0 to 1)."""

    occupation: Occupation
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    row: int
    weight: float


class OccupationFinder:
    """Names of one taxonomy and of the core's everyday speech; shared between threads."""

    def __init__(
        self, taxonomy: Taxonomy, everyday: Mapping[str, Sequence[str]], analyzer: FinnishAnalyzer
    ) -> None:
        self._taxonomy = taxonomy
        self._analyzer = analyzer
        self._names = list(_names(taxonomy, everyday))
        self._by_text: dict[str, list[_Name]] = defaultdict(list)
        pieces: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self._names):
            self._by_text[name.text].append(name)
            for piece in _pieces(name.text):
                pieces[piece].append(at)
        self._pieces = {piece: np.asarray(rows, dtype=np.int32) for piece, rows in pieces.items()}
        self._lengths = np.asarray([len(_pieces(name.text)) for name in self._names], dtype=np.float32)

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """Occupations that the text names, the best first; none where no name is near it."""
        said = " ".join(text.lower().split())
        best: dict[int, Found] = {}
        for wanted, worth in self._wanted(said):
            for name in self._by_text.get(wanted, ()):
                self._keep(best, name, worth * name.weight)
        if not best:
            for name, score in self._like(said):
                self._keep(best, name, score * name.weight)
        found = sorted(best.values(), key=lambda one: (-one.score, one.occupation.label))
        return tuple(found[:limit])

    def _wanted(self, said: str) -> Iterable[tuple[str, float]]:
        """The text, its base form, and each stretch of its words in base form."""
        yield said, _EXACT
        lemmas = [token.lemma for token in self._analyzer.tokens(said)][:_LONGEST_WORDS]
        words = said.split()[:_LONGEST_WORDS]
        yield " ".join(lemmas), _BASE
        for forms in (lemmas, words):
            for length in range(len(forms), 0, -1):
                for start in range(len(forms) - length + 1):
                    yield " ".join(forms[start : start + length]), _WITHIN + 0.01 * length

    def _like(self, said: str) -> Iterable[tuple[_Name, float]]:
        """Names that begin with the text, or share most three-letter pieces with it or with a word of it."""
        if len(said) >= _LEAST_BEGINNING:
            for name in self._names:
                if name.text.startswith(said):
                    yield name, _BEGINS
        for part in {said, *said.split()}:
            if len(part) < _LEAST_BEGINNING:
                continue
            likeness = self._likeness(part)
            for at in np.flatnonzero(likeness >= _LEAST_LIKE):
                yield self._names[int(at)], float(likeness[at]) * _BEGINS

    def _likeness(self, text: str) -> NDArray[np.float32]:
        """Dice's coefficient of three-letter pieces, by name."""
        mine = _pieces(text)
        shared = np.zeros(len(self._names), dtype=np.float32)
        for piece in mine:
            if piece in self._pieces:
                shared[self._pieces[piece]] += 1
        return 2 * shared / (self._lengths + len(mine))

    def _keep(self, best: dict[int, Found], name: _Name, score: float) -> None:
        held = best.get(name.row)
        if held is None or held.score < score:
            best[name.row] = Found(self._taxonomy.occupations[name.row], name.text, round(min(score, 1.0), 4))


def _names(taxonomy: Taxonomy, everyday: Mapping[str, Sequence[str]]) -> Iterable[_Name]:
    for row, one in enumerate(taxonomy.occupations):
        label = one.label.lower()
        yield _Name(label, row, _EXACT)
        for name in everyday.get(one.uri, ()):
            if name.lower() != label:
                yield _Name(name.lower(), row, _EVERYDAY)
        for name in one.alternatives:
            yield _Name(name.lower(), row, _OTHER_LABEL)
        head, comma, _ = label.partition(",")
        if comma:
            yield _Name(head, row, _HEAD)


def _pieces(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[at : at + _PIECE] for at in range(len(padded) - _PIECE + 1))
