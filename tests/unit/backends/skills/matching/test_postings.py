"""The inverted index: coverage, cosine, BM25, and storing it."""

from __future__ import annotations

import numpy as np
import pytest

from backends.skills.matching.postings import (
    Postings,
    bm25_postings,
    cosine_postings,
    coverage_postings,
    packed,
    unit_query,
    unpacked,
)

DOCUMENTS = [{"a": 1.0, "b": 1.0}, {"b": 1.0, "c": 0.5}, {"d": 1.0}]


def test_a_document_is_covered_by_its_own_terms() -> None:
    postings = coverage_postings(DOCUMENTS)
    np.testing.assert_allclose(
        postings.scores({"a": 1, "b": 1}), [1.0, postings.weights_of("b", _rows(1))[0], 0]
    )
    assert 0 < postings.scores({"b": 1})[0] < 0.5


def test_a_document_is_most_like_itself() -> None:
    postings = cosine_postings(DOCUMENTS)
    for row, document in enumerate(DOCUMENTS):
        scores = postings.scores(unit_query(document, postings))
        assert scores.argmax() == row
        assert scores[row] == pytest.approx(1, abs=1e-5)
    assert unit_query({}, postings) == {}


def test_rare_terms_weigh_more() -> None:
    postings = bm25_postings(DOCUMENTS)
    assert postings.scores({"a": 1})[0] > postings.scores({"b": 1})[0]
    assert (postings.rarity_of("a") or 0) > (postings.rarity_of("b") or 0)
    assert postings.rarity_of("z") is None
    assert not postings.scores({"z": 1}).any()


def test_weights_of_some_documents() -> None:
    postings = bm25_postings(DOCUMENTS)
    weights = postings.weights_of("b", np.asarray([2, 1, 0], dtype=np.int32))
    assert weights[0] == 0
    assert (weights[1:] > 0).all()
    assert not postings.weights_of("z", _rows(0, 1)).any()


def test_an_index_comes_back_from_its_arrays() -> None:
    postings = cosine_postings(DOCUMENTS)
    again = Postings.of_arrays("x", postings.arrays("x"))
    np.testing.assert_array_equal(again.scores({"b": 1}), postings.scores({"b": 1}))
    assert again.count == 3


def test_nothing_is_an_index_too() -> None:
    assert len(coverage_postings([]).scores({"a": 1})) == 0
    assert unpacked(packed([])) == []
    assert unpacked(packed(["ä", "b"])) == ["ä", "b"]


def _rows(*rows: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.asarray(rows, dtype=np.int32)
