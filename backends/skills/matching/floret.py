"""The floret vectors of spacy-fi-experimental-web-md, read with NumPy alone (no spaCy import, memory-mapped).

floret (github.com/explosion/floret) hashes a word and its pieces of 4 and 5 letters into a small table; the
word's vector is the mean of those rows, so that every spelling has one.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "spacy_fi_experimental_web_md"
_CACHED_PIECES = 200_000
_CACHED_WORDS = 50_000
_LONGEST_WORD = 40
_MASK = (1 << 64) - 1
_C1, _C2 = 0x87C37B91114253D5, 0x4CF5AD432745937F
type Vectors = NDArray[np.float32]


class FloretVectors:
    """Unit vectors of words, cached by word."""

    def __init__(self, folder: Path) -> None:
        """Opens the table in a spaCy `vocab` folder."""
        config: dict[str, Any] = json.loads((folder / "vectors.cfg").read_text(encoding="utf-8"))
        self._table: Vectors = np.load(folder / "vectors", mmap_mode="r")
        self._sizes = range(config["minn"], config["maxn"] + 1)
        self._edges = (config["bow"], config["eow"])
        self._count, self._seed = int(config["hash_count"]), int(config["hash_seed"])
        self.width = int(self._table.shape[1])
        self._rows_of = lru_cache(_CACHED_PIECES)(self._hashed)
        self.get = lru_cache(_CACHED_WORDS)(self._get)

    def many(self, words: Sequence[str]) -> Vectors:
        """One row a word."""
        if not words:
            return np.zeros((0, self.width), dtype=np.float32)
        return np.stack([self.get(word) for word in words])

    def _get(self, word: str) -> Vectors:
        whole = f"{self._edges[0]}{word[:_LONGEST_WORD]}{self._edges[1]}"
        pieces = [whole]
        pieces += [whole[at : at + size] for size in self._sizes for at in range(len(whole) - size + 1)]
        rows = [row for piece in pieces for row in self._rows_of(piece)]
        vector = np.asarray(self._table[rows].mean(axis=0), dtype=np.float32)
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else vector

    def _hashed(self, piece: str) -> tuple[int, ...]:
        first, second = murmur128(piece.encode(), self._seed)
        halves = (first & 0xFFFFFFFF, first >> 32, second & 0xFFFFFFFF, second >> 32)
        return tuple(half % len(self._table) for half in halves[: self._count])


def murmur128(data: bytes, seed: int) -> tuple[int, int]:
    """MurmurHash3_x64_128 (Austin Appleby, public domain)."""
    first = second = seed
    whole = len(data) // 16 * 16
    for at in range(0, whole, 16):
        first ^= _mixed_first(int.from_bytes(data[at : at + 8], "little"))
        first = ((_rotated(first, 27) + second) * 5 + 0x52DCE729) & _MASK
        second ^= _mixed_second(int.from_bytes(data[at + 8 : at + 16], "little"))
        second = ((_rotated(second, 31) + first) * 5 + 0x38495AB5) & _MASK
    tail = data[whole:]
    second ^= _mixed_second(int.from_bytes(tail[8:], "little"))
    first ^= _mixed_first(int.from_bytes(tail[:8], "little"))
    first, second = first ^ len(data), second ^ len(data)
    first = (first + second) & _MASK
    second = (second + first) & _MASK
    first, second = _finished(first), _finished(second)
    first = (first + second) & _MASK
    return first, (second + first) & _MASK


def _mixed_first(key: int) -> int:
    return _rotated(key * _C1 & _MASK, 31) * _C2 & _MASK


def _mixed_second(key: int) -> int:
    return _rotated(key * _C2 & _MASK, 33) * _C1 & _MASK


def _rotated(value: int, bits: int) -> int:
    return (value << bits | value >> (64 - bits)) & _MASK


def _finished(value: int) -> int:
    value ^= value >> 33
    value = value * 0xFF51AFD7ED558CCD & _MASK
    value ^= value >> 33
    value = value * 0xC4CEB9FE1A85EC53 & _MASK
    return value ^ value >> 33


@lru_cache(maxsize=1)
def shared_floret() -> FloretVectors:
    """The vectors of this process.

    Raises:
        ModuleNotFoundError: when the package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(PACKAGE)
    return FloretVectors(next(Path(spec.origin).parent.glob("*/vocab")))
