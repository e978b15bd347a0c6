"""The floret vectors read with NumPy are those that spaCy reads."""

from __future__ import annotations

import numpy as np
import pytest

from backends.skills.matching.floret import murmur128, shared_floret
from nlu.intents.vectors import shared_vectors


@pytest.mark.parametrize("word", ["kokki", "lähihoitajana", "ä", "mig-hitsaus", "trukinkuljettajakin"])
def test_vectors_are_spacy_s(word: str) -> None:
    np.testing.assert_allclose(shared_floret().get(word), shared_vectors().get(word), atol=1e-5)


def test_the_hash_is_murmur_3() -> None:
    """Values of the reference implementation (SMHasher) for seed 0."""
    assert murmur128(b"", 0) == (0, 0)
    assert murmur128(b"hello", 0) == (0xCBD8A7B341BD9B02, 0x5B1E906A48AE1D19)
    assert murmur128(b"The quick brown fox jumps over the lazy dog", 0)[0] == 0xE34BBC7BBC071B6C


def test_no_words_have_no_rows() -> None:
    assert shared_floret().many([]).shape == (0, shared_floret().width)
