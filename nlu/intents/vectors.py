"""The floret vectors of spacy-fi-experimental-web-md: sub-word vectors, so that every spelling has one.

Only the vectors are taken out of that package; its pipeline is never loaded.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "spacy_fi_experimental_web_md"
CACHED_WORDS = 50_000
Vector = NDArray[np.float32]


class WordVectors:
    """Unit vectors of words, cached by word."""

    def __init__(self, folder: Path) -> None:
        """Read the vectors' table from a spaCy `vocab` folder."""
        from spacy.vectors import Vectors

        self._vectors: Any = Vectors()
        self._vectors.from_disk(str(folder), exclude=["strings"])
        self.width = int(self._vectors.shape[1])
        self.get = lru_cache(CACHED_WORDS)(self._get)

    def _get(self, word: str) -> Vector:
        vector: Vector = np.asarray(self._vectors.get_batch([word])[0], dtype=np.float32)
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else vector


@lru_cache(maxsize=1)
def shared_vectors() -> WordVectors:
    """Return the vectors of this process.

    Raises:
        ModuleNotFoundError: when the package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(PACKAGE)
    folder = next(Path(spec.origin).parent.glob("*/vocab"))
    return WordVectors(folder)
