"""Short texts that tell of occupations or skills (expressions, names, labels), indexed in three ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from backends.skills.matching.bags import Bag, packed_bags, unpacked_bags
from backends.skills.matching.floret import FloretVectors, Vectors
from backends.skills.matching.ngrams import ngrams
from backends.skills.matching.postings import Postings, Scores, cosine_postings, coverage_postings, unit_query
from backends.skills.matching.reading import TextReader, Word


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and the row of the occupation or skill that it tells of."""

    text: str
    owner: int


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of one sort, those of an owner next to each other.

    `coverage` scores which share of a passage's words a part of a text holds, `strength` is how much its
    words say together (0 to 1), `characters` and `vectors` score likeness.
    """

    owners: NDArray[np.int32]
    strength: NDArray[np.float32]
    coverage: Postings
    characters: Postings
    vectors: Vectors
    total: int

    def best(self, scores: Scores) -> Scores:
        """For each of all owners (with or without passages) the best score of its passages."""
        return self._reduced(np.maximum, scores)

    def summed(self, scores: Scores) -> Scores:
        """For each owner the sum of its passages' scores."""
        return self._reduced(np.add, scores)

    def covered(self, terms: Mapping[str, float]) -> Scores:
        """Share of each passage's words that `terms` hold, times how much those words say."""
        return self.coverage.scores(terms) * self.strength

    def alike(self, words: Sequence[Word]) -> Scores:
        """Cosine of the character n-grams."""
        return self.characters.scores(unit_query(ngrams(words), self.characters))

    def near(self, vectors: Vectors) -> Scores:
        """Cosine of the word vectors with the nearest of `vectors` (one row a part of the text)."""
        if not len(self.owners) or not len(vectors):
            return np.zeros(len(self.owners), dtype=np.float32)
        return np.asarray((self.vectors @ vectors.T).max(axis=1), dtype=np.float32)

    def _reduced(self, how: np.ufunc, scores: Scores) -> Scores:
        found = np.zeros(self.total, dtype=np.float32)
        if len(self.owners):
            starts = np.flatnonzero(np.diff(self.owners, prepend=-1))
            found[self.owners[starts]] = how.reduceat(scores, starts)
        return found

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """What is to be stored."""
        return {
            f"{name}.owners": self.owners,
            f"{name}.strength": self.strength,
            f"{name}.vectors": self.vectors.astype(np.float16),
            f"{name}.total": np.asarray([self.total]),
            **self.coverage.arrays(f"{name}.coverage"),
            **self.characters.arrays(f"{name}.characters"),
        }

    @classmethod
    def of_arrays(cls, name: str, held: Mapping[str, NDArray[Any]]) -> Passages:
        """The passages of `arrays`."""
        return cls(
            held[f"{name}.owners"],
            held[f"{name}.strength"],
            Postings.of_arrays(f"{name}.coverage", held),
            Postings.of_arrays(f"{name}.characters", held),
            held[f"{name}.vectors"].astype(np.float32),
            int(held[f"{name}.total"][0]),
        )


def terms_of(words: Sequence[Word]) -> dict[str, float]:
    """The terms of words, each with its greatest weight."""
    found: dict[str, float] = {}
    for word in words:
        for term, weight in word.terms:
            found[term] = max(weight, found.get(term, 0.0))
    return found


def mean_vector(words: Sequence[Word], floret: FloretVectors, rarity: Mapping[str, float]) -> Vectors:
    """Mean of the base forms' vectors, the rarer the heavier, of length 1 (0 where there are no words)."""
    if not words:
        return np.zeros(floret.width, dtype=np.float32)
    weights = np.asarray([rarity.get(word.lemma, 1.0) for word in words], dtype=np.float32)
    mean = weights @ floret.many([word.lemma for word in words])
    norm = float(np.linalg.norm(mean))
    return np.asarray(mean / norm if norm else mean, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Passages as read, before it is known how rare their words are; `lemmas` counts base forms."""

    owners: NDArray[np.int32]
    lemmas: list[Bag]
    coverage: Postings
    characters: Postings
    total: int

    def counts(self) -> dict[str, int]:
        """In how many passages each term is."""
        return dict(zip(self.coverage.terms, np.diff(self.coverage.starts).tolist(), strict=True))

    def weighed(self, floret: FloretVectors, rarity: Mapping[str, float]) -> Passages:
        """The passages with what depends on the rarity of their words."""
        strength = [_strength(lemmas, rarity) for lemmas in self.lemmas]
        return Passages(
            self.owners,
            np.asarray(strength, dtype=np.float32),
            self.coverage,
            self.characters,
            mean_vectors(self.lemmas, floret, rarity),
            self.total,
        )

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """What is to be stored."""
        return {
            f"{name}.owners": self.owners,
            f"{name}.total": np.asarray([self.total]),
            **packed_bags(f"{name}.lemmas", self.lemmas),
            **self.coverage.arrays(f"{name}.coverage"),
            **self.characters.arrays(f"{name}.characters"),
        }

    @classmethod
    def of_arrays(cls, name: str, held: Mapping[str, NDArray[Any]]) -> Gathered:
        """The passages of `arrays`."""
        return cls(
            held[f"{name}.owners"],
            unpacked_bags(f"{name}.lemmas", held),
            Postings.of_arrays(f"{name}.coverage", held),
            Postings.of_arrays(f"{name}.characters", held),
            int(held[f"{name}.total"][0]),
        )


def mean_vectors(
    bags: Sequence[Mapping[str, float]], floret: FloretVectors, rarity: Mapping[str, float]
) -> Vectors:
    """`mean_vector` of many bags of base forms at once."""
    if not bags:
        return np.zeros((0, floret.width), dtype=np.float32)
    lemmas = sorted({lemma for bag in bags for lemma in bag})
    numbers = {lemma: number for number, lemma in enumerate(lemmas)}
    weights = [count * rarity.get(lemma, 1.0) for bag in bags for lemma, count in bag.items()]
    columns = [numbers[lemma] for bag in bags for lemma in bag]
    starts = np.cumsum([0, *(len(bag) for bag in bags)])
    shape = (len(bags), len(lemmas))
    matrix = csr_array((np.asarray(weights, dtype=np.float32), columns, starts), shape=shape)
    sums = np.asarray(matrix @ floret.many(lemmas), dtype=np.float32)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(norms > 0, norms, 1), dtype=np.float32)


def gathered(given: Sequence[Passage], total: int, reader: TextReader) -> Gathered:
    """Reads passages; what holds no content word is left out."""
    read = [(passage.owner, words) for passage in given if (words := reader.phrase(passage.text))]
    read.sort(key=lambda pair: pair[0])
    return Gathered(
        np.asarray([owner for owner, _ in read], dtype=np.int32),
        [dict(Counter(word.lemma for word in words)) for _, words in read],
        coverage_postings([terms_of(words) for _, words in read]),
        cosine_postings([ngrams(words) for _, words in read]),
        total,
    )


def _strength(lemmas: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    """How much words say together: the sum of their rarities (each up to 1), levelling off at 1."""
    return float(1 - np.exp(-sum(count * rarity.get(lemma, 1.0) for lemma, count in lemmas.items())))
