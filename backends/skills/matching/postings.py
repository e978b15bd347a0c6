"""An inverted index in NumPy arrays: terms, and for each the documents that have it with a weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Weights = Mapping[str, float]
type Scores = NDArray[np.float32]
_SATURATION, _LENGTH = 1.2, 0.6
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents by term. `rarity` is a term's inverse document frequency (0 to about 10)."""

    terms: Sequence[str]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: NDArray[np.float32]
    rarity: NDArray[np.float32]
    count: int
    _numbers: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_numbers", {term: number for number, term in enumerate(self.terms)})

    def scores(self, query: Weights) -> Scores:
        """For each document the sum of weight in the query times weight in the document."""
        found = np.zeros(self.count, dtype=np.float32)
        for term, weight in query.items():
            number = self._numbers.get(term)
            if number is not None:
                span = slice(self.starts[number], self.starts[number + 1])
                found[self.documents[span]] += self.weights[span] * np.float32(weight)
        return found

    def rarity_of(self, term: str) -> float | None:
        """How rare a term is, or None where no document has it."""
        number = self._numbers.get(term)
        return None if number is None else float(self.rarity[number])

    def weights_of(self, term: str, documents: NDArray[np.int32]) -> Scores:
        """The weight of a term in each of some documents; 0 where it is not."""
        number = self._numbers.get(term)
        if number is None:
            return np.zeros(len(documents), dtype=np.float32)
        span = slice(self.starts[number], self.starts[number + 1])
        held = self.documents[span]
        at = np.minimum(np.searchsorted(held, documents), len(held) - 1)
        return np.where(held[at] == documents, self.weights[span][at], np.float32(0))

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The index as arrays to store, their names beginning with `name`."""
        return {
            f"{name}.terms": packed(self.terms),
            f"{name}.starts": self.starts,
            f"{name}.documents": self.documents,
            f"{name}.weights": self.weights,
            f"{name}.rarity": self.rarity,
            f"{name}.count": np.asarray([self.count], dtype=np.int64),
        }

    @classmethod
    def of_arrays(cls, name: str, held: Mapping[str, NDArray[Any]]) -> Postings:
        """The index of `arrays`."""
        return cls(
            unpacked(held[f"{name}.terms"]),
            held[f"{name}.starts"],
            held[f"{name}.documents"],
            held[f"{name}.weights"],
            held[f"{name}.rarity"],
            int(held[f"{name}.count"][0]),
        )


def coverage_postings(documents: Sequence[Weights]) -> Postings:
    """Weights that sum to 1 over a document: a query's score is the share of it that the query covers."""
    rarity = rarities(documents)
    weighted = [
        {term: (weight * rarity[term]) ** 2 for term, weight in document.items()} for document in documents
    ]
    return _built([_scaled(document, sum(document.values())) for document in weighted], rarity)


def cosine_postings(documents: Sequence[Weights]) -> Postings:
    """TF-IDF of length 1; a query of length 1 (see `unit_query`) scores the cosine."""
    rarity = rarities(documents)
    weighted = [{t: w * rarity[t] for t, w in document.items()} for document in documents]
    lengths = [sum(w * w for w in document.values()) ** 0.5 for document in weighted]
    return _built([_scaled(d, length) for d, length in zip(weighted, lengths, strict=True)], rarity)


def bm25_postings(documents: Sequence[Weights]) -> Postings:
    """BM25 with term frequencies that may be fractions."""
    rarity = rarities(documents)
    lengths = [sum(document.values()) for document in documents]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    weighted = []
    for document, length in zip(documents, lengths, strict=True):
        base = _SATURATION * (1 - _LENGTH + _LENGTH * length / mean)
        weighted.append({t: rarity[t] * f * (_SATURATION + 1) / (f + base) for t, f in document.items()})
    return _built(weighted, rarity)


def unit_query(query: Weights, postings: Postings) -> dict[str, float]:
    """A query weighted by rarity and scaled to length 1; unknown terms count as rarest."""
    top = float(postings.rarity.max(initial=1.0))
    weighted = {t: w * (postings.rarity_of(t) or top) for t, w in query.items()}
    return _scaled(weighted, sum(w * w for w in weighted.values()) ** 0.5)


def rarities(documents: Sequence[Weights]) -> dict[str, float]:
    """Inverse document frequencies, as BM25 has them."""
    return inverse_frequencies(Counter(term for document in documents for term in document), len(documents))


def inverse_frequencies(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """The same of the numbers of documents that have each term."""
    return {term: float(np.log(1 + (total - count + 0.5) / (count + 0.5))) for term, count in counts.items()}


def packed(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as bytes."""
    return np.frombuffer(_SEPARATOR.join(texts).encode() or b"", dtype=np.uint8)


def unpacked(array: NDArray[Any]) -> list[str]:
    """The texts of `packed`."""
    text = array.tobytes().decode()
    return text.split(_SEPARATOR) if text else []


def _scaled(document: Weights, by: float) -> dict[str, float]:
    return {term: weight / by for term, weight in document.items()} if by else dict(document)


def _built(documents: Sequence[Weights], rarity: Weights) -> Postings:
    terms = sorted(rarity)
    numbers = {term: number for number, term in enumerate(terms)}
    entries = [
        (numbers[term], row, weight)
        for row, document in enumerate(documents)
        for term, weight in document.items()
    ]
    term_column = np.asarray([entry[0] for entry in entries], dtype=np.int64)
    order = np.argsort(term_column, kind="stable")
    starts = np.zeros(len(terms) + 1, dtype=np.int64)
    np.cumsum(np.bincount(term_column, minlength=len(terms)), out=starts[1:])
    return Postings(
        terms,
        starts,
        np.asarray([entry[1] for entry in entries], dtype=np.int32)[order],
        np.asarray([entry[2] for entry in entries], dtype=np.float32)[order],
        np.asarray([rarity[term] for term in terms], dtype=np.float32),
        len(documents),
    )
