"""Which words of a text speak for an occupation or a skill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.skills.matching.experience import Experience
from backends.skills.matching.features import FeatureMaker
from backends.skills.matching.index import Index
from backends.skills.matching.passages import Passages
from backends.skills.matching.reading import TextRead, Word

_LEAST, _SHARE = 1.0, 0.3
_MOST = 5
_OFFICIAL, _SKILLS = 0.5, 0.4
_LEAST_SHARE_OF_EXPRESSION = 0.15


@dataclass(frozen=True, slots=True)
class Evidence:
    """Phrases in the order of the text, and how rare their words are together (each up to 1).

    `starts` are where the words begin in the text.
    """

    phrases: tuple[str, ...] = ()
    rarity: float = 0.0
    starts: tuple[int, ...] = ()


def occupation_evidence(
    read: TextRead, rows: Sequence[int], index: Index, maker: FeatureMaker
) -> dict[int, Evidence]:
    """For each of some occupations the words of the text that are told of it."""
    columns = np.asarray(rows, dtype=np.int32)
    words = {word.lemma: _contributions(word, columns, index, maker) for word in read.words}
    return {
        row: _evidence(read, {lemma: float(values[at]) for lemma, values in words.items()}, index)
        for at, row in enumerate(rows)
    }


def experience_of(read: TextRead, evidence: Evidence) -> Experience | None:
    """How long and how much the person did what the words of an occupation's evidence tell of.

    Of several stretches of the text the one with the most of these words, then the longest time.
    """

    def weight(one: Experience) -> tuple[int, float]:
        return sum(one.start <= at < one.end for at in evidence.starts), one.months or 0.0

    best = max(read.experiences, key=weight, default=None)
    return best if best is not None and weight(best)[0] else None


def label_evidence(read: TextRead, label: Sequence[Word]) -> tuple[str, ...]:
    """Words of the text that a label shares."""
    terms = {term for word in label for term, _ in word.terms}
    return _phrases(read, {word.lemma for word in read.words if any(term in terms for term, _ in word.terms)})


def told_evidence(read: TextRead, skill: int, told: Passages) -> tuple[str, ...]:
    """Words of the text that expressions of the lexicon tell of a skill."""
    documents = np.flatnonzero(told.owners == skill).astype(np.int32)
    if not len(documents):
        return ()
    spoken = {
        word.lemma
        for word in read.words
        if any(
            float(told.coverage.weights_of(term, documents).max()) >= _LEAST_SHARE_OF_EXPRESSION
            for term, _ in word.terms
        )
    }
    return _phrases(read, spoken)


def _contributions(
    word: Word, rows: NDArray[np.int32], index: Index, maker: FeatureMaker
) -> NDArray[np.float32]:
    """What a word says for each of the rows: the most that one of its terms, or of those near it, says."""
    most = np.zeros(len(rows), dtype=np.float32)
    for term, share in {**maker.near(word.lemma), **dict(word.terms)}.items():
        said = (
            index.told_bag.weights_of(term, rows)
            + _OFFICIAL * index.official_bag.weights_of(term, rows)
            + _SKILLS * index.skills_bag.weights_of(term, rows)
        )
        np.maximum(most, share * said, out=most)
    return most


def _evidence(read: TextRead, said: dict[str, float], index: Index) -> Evidence:
    least = max(_LEAST, _SHARE * max(said.values(), default=0.0))
    lemmas = {lemma for lemma, value in said.items() if value >= least}
    rarity = sum(index.word_rarity.get(lemma, 1.0) for lemma in lemmas)
    starts = tuple(word.start for word in read.words if word.lemma in lemmas)
    return Evidence(_phrases(read, lemmas), rarity, starts)


def _phrases(read: TextRead, lemmas: set[str]) -> tuple[str, ...]:
    """The words with these base forms, as written; neighbours make one phrase."""
    phrases: list[str] = []
    for part in read.parts:
        before = False
        for word in part:
            speaks = word.lemma in lemmas
            if speaks and before:
                phrases[-1] = f"{phrases[-1]} {word.text}"
            elif speaks:
                phrases.append(word.text)
            before = speaks
    return tuple(dict.fromkeys(phrases))[:_MOST]
