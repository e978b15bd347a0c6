"""What speaks for each occupation in a text: one row an occupation, one column a feature of about 0 to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backends.skills.matching.floret import FloretVectors, Vectors
from backends.skills.matching.index import Index
from backends.skills.matching.passages import Passages, mean_vector, terms_of
from backends.skills.matching.postings import Postings, Scores
from backends.skills.matching.reading import TextRead, Word

type Matrix = NDArray[np.float32]

FEATURES = (
    "told_covered",  # the best-covered expression of the lexicon
    "told_sum",  # how many expressions are covered, by word and strength
    "told_alike",  # the expression most alike by characters
    "told_near",  # the expression nearest by word vectors
    "told_words",  # BM25 over all words of the lexicon
    "told_words_near",  # the same for words that are near those of the text by their vectors
    "official_alike",  # the name of ESCO most alike by characters
    "official_near",  # the name of ESCO nearest by word vectors
    "official_words",  # BM25 over ESCO's names and description
    "skills_words",  # BM25 over the labels of essential skills
    "unit_group",  # the best told_words of the same ISCO unit group
    "minor_group",  # the same for the minor group
    "kin_told",  # the best told_words of the occupations that are most alike by their skills
    "outside_kin",  # the same for what is outside the core
    "outside_near",  # official_near of what is outside the core, for which the lexicon has no words
    "outside_words",  # the same of official_words
    "outside_skills",  # the same of skills_words
    "core",  # whether it is one of the core: what adults with little education do or aim for
)
_NEAR_WORDS, _NEAREST = 6, 0.5
_NEAR_WEIGHT = 0.7
_MOST_ALIKE_PARTS = 12
_WELL_COVERED = 0.35


@dataclass(frozen=True, slots=True)
class Query:
    """A text made ready: the terms and the vector of each part, and all terms together."""

    parts: tuple[tuple[Word, ...], ...]
    terms: tuple[dict[str, float], ...]
    all_terms: dict[str, float]
    near_terms: dict[str, float]
    vectors: Vectors


class FeatureMaker:
    """Computes features from an index; shared between threads."""

    def __init__(self, index: Index, floret: FloretVectors) -> None:
        self._index = index
        self._floret = floret
        self.near = _Remembering(self._near_words)
        self._core = index.in_core.astype(np.float32)
        self._outside = 1 - self._core

    def query(self, read: TextRead) -> Query:
        """The text made ready."""
        rarity = self._index.word_rarity
        vectors = [mean_vector(part, self._floret, rarity) for part in read.parts]
        if len(read.parts) > 1:
            vectors.append(mean_vector(read.words, self._floret, rarity))
        near: dict[str, float] = {}
        for found in self.near.many([word.lemma for word in read.words]):
            for term, weight in found.items():
                near[term] = max(weight, near.get(term, 0.0))
        return Query(
            read.parts,
            tuple(terms_of(part) for part in read.parts),
            terms_of(read.words),
            near,
            np.stack(vectors) if vectors else np.zeros((0, self._floret.width), dtype=np.float32),
        )

    def features(self, query: Query) -> Matrix:
        """The features in the order of FEATURES."""
        index = self._index
        told = covered(index.told, query.terms)
        told_words = _share(index.told_bag, query.all_terms)
        near = index.official.best(index.official.near(query.vectors))
        words = _share(index.official_bag, query.all_terms)
        skills = _share(index.skills_bag, query.all_terms)
        kin = index.kin.best(told_words)
        columns = (
            index.told.best(told),
            1 - np.exp(-index.told.summed(np.where(told > _WELL_COVERED, told, 0))),
            index.told.best(alike(index.told, query.parts)),
            index.told.best(index.told.near(query.vectors)),
            told_words,
            _share(index.told_bag, query.near_terms),
            index.official.best(alike(index.official, query.parts)),
            near,
            words,
            skills,
            *(_group_best(told_words, numbers) for numbers in index.groups),
            kin,
            kin * self._outside,
            near * self._outside,
            words * self._outside,
            skills * self._outside,
            self._core,
        )
        return np.stack(columns, axis=1).astype(np.float32)

    def _near_words(self, lemmas: Sequence[str]) -> list[dict[str, float]]:
        """For each word those of the lexicon that are near it; together, as the table is then read once."""
        index = self._index
        if not index.words:
            return [{} for _ in lemmas]
        likeness = self._floret.many(lemmas) @ index.word_vectors.T
        most = min(_NEAR_WORDS, likeness.shape[1])
        nearest = np.argpartition(-likeness, most - 1, axis=1)[:, :most]
        found: list[dict[str, float]] = []
        for lemma, scores, best in zip(lemmas, likeness, nearest, strict=True):
            near = {
                index.words[at]: float(scores[at]) ** 2 * _NEAR_WEIGHT for at in best if scores[at] > _NEAREST
            }
            if lemma in index.word_rarity:
                near[lemma] = 1.0
            found.append(near)
        return found


class _Remembering:
    """Remembers the near words of a few thousand words; emptied when full."""

    def __init__(self, find: Callable[[Sequence[str]], list[dict[str, float]]], most: int = 20_000) -> None:
        self._find, self._most = find, most
        self._held: dict[str, dict[str, float]] = {}

    def __call__(self, lemma: str) -> dict[str, float]:
        return self.many((lemma,))[0]

    def many(self, lemmas: Sequence[str]) -> list[dict[str, float]]:
        """The near words of each, those not known yet found together."""
        held = self._held
        new = [lemma for lemma in dict.fromkeys(lemmas) if lemma not in held]
        if new:
            if len(held) + len(new) > self._most:
                held = {lemma: held[lemma] for lemma in lemmas if lemma in held}
            held.update(zip(new, self._find(new), strict=True))
            self._held = held
        return [held[lemma] for lemma in lemmas]


def covered(passages: Passages, parts: Sequence[Mapping[str, float]]) -> Scores:
    """For each passage the part of the text that covers it best."""
    scores = np.zeros(len(passages.owners), dtype=np.float32)
    for terms in parts:
        np.maximum(scores, passages.covered(terms), out=scores)
    return scores


def alike(passages: Passages, parts: Sequence[Sequence[Word]]) -> Scores:
    """For each passage the part of the text that is most alike by characters."""
    scores = np.zeros(len(passages.owners), dtype=np.float32)
    for words in parts[:_MOST_ALIKE_PARTS]:
        np.maximum(scores, passages.alike(words), out=scores)
    return scores


def _group_best(scores: Scores, numbers: NDArray[np.int32]) -> Scores:
    """For each occupation the best score in its group."""
    best = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.float32)
    np.maximum.at(best, numbers, scores)
    return best[numbers]


def _share(bag: Postings, terms: Mapping[str, float]) -> Scores:
    """BM25 by what the words could score at best; unknown words count as half as rare as the rarest."""
    top = float(bag.rarity.max(initial=1.0))
    attainable = sum(weight * (bag.rarity_of(term) or top / 2) for term, weight in terms.items())
    return bag.scores(terms) / np.float32(max(attainable, top))
