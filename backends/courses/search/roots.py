"""Derivational roots: one key for "hitsaaja", "hitsaus", "hitsata" and "hitsari".

A root is made of the base form by taking off a derivational ending and the vowels before it, and by
levelling consonant gradation. It is a key for matching at a low weight, never shown and never a word.
"""

from __future__ import annotations

from functools import lru_cache

ROOT_MARK = "_"
_SHORTEST = 4
_ENDINGS = (
    "minen", "ma", "mä", "nta", "ntä", "nti", "sto", "stö", "mo", "mö", "ja", "jä", "ri", "us", "ys",
    "os", "ös", "da", "dä", "lla", "llä", "ta", "tä", "lu", "ly",
)  # fmt: skip
_KEEPS_L = frozenset({"lla", "llä", "lu", "ly"})
_VOWELS = "aeiouyäöå"
_LEVELLED = {"nn": "nt", "rr": "rt", "mm": "mp"}
_DOUBLE = frozenset({"kk", "pp", "tt", "ll", "ss"})


@lru_cache(maxsize=50_000)
def root_of(lemma: str) -> str | None:
    """The root of a base form with its mark ("_hits"), or None where what is left says too little."""
    if not lemma.isalpha() or len(lemma) <= _SHORTEST:
        return None
    stem = _without_ending(lemma).rstrip(_VOWELS)
    tail = stem[-2:]
    if tail in _LEVELLED:
        stem = stem[:-2] + _LEVELLED[tail]
    elif tail in _DOUBLE:
        stem = stem[:-1]
    return ROOT_MARK + stem if len(stem) >= _SHORTEST else None


def _without_ending(lemma: str) -> str:
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST - 1:
            rest = lemma[: -len(ending)]
            return rest + "l" if ending in _KEEPS_L else rest
    return lemma
