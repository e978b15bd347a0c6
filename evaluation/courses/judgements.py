"""The judged queries (queries.yml) and how a list of offers is scored against them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backends.courses.domain import Mode, Offer, Time
from datafiles import read_yaml

QUERIES = Path(__file__).with_name("queries.yml")
DEPTH = 10
_FITS, _PARTLY = 3.0, 1.0
_WISH_UNMET = 0.6


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with what fits it. `place`, `modes` and `times` are wishes; an offer that misses one is worth
    less.
    """

    text: str
    fits: tuple[str, ...]
    partly: tuple[str, ...]
    place: str | None
    modes: tuple[str, ...]
    times: tuple[str, ...]
    register: str
    half: str

    def gain(self, offer: Offer) -> float:
        """What this offer is worth as an answer: 3 for a fit, 1 for an acceptable one, 0.6 of it per
        wish missed.
        """
        return self.gain_of(self.topical_gain(offer), offer)

    def topical_gain(self, offer: Offer) -> float:
        """The gain by what the offer is about."""
        return _FITS if self.fits_offer(offer) else _PARTLY if self._fits_partly(offer) else 0.0

    def gain_of(self, topical: float, offer: Offer) -> float:
        """The topical gain, less for each wish missed."""
        return topical * _WISH_UNMET ** len(self.unmet(offer))

    def fits_offer(self, offer: Offer) -> bool:
        """Whether the offer is about what was asked for: by its name, or by a title that it leads to."""
        return _any(self.fits, offer) or _any_text(self.fits, offer.titles, offer)

    def _fits_partly(self, offer: Offer) -> bool:
        """Whether the offer is acceptable: by its name, or because a keyword names what was asked for."""
        return _any(self.partly, offer) or _any_text(self.fits, offer.keywords, offer)

    def unmet(self, offer: Offer) -> frozenset[str]:
        """The wishes of the query that the offer does not meet, judged by its data alone."""
        unmet = set()
        if self.place and self.place not in (*offer.municipalities, *offer.regions):
            unmet.add("place")
        evening = [Mode.EVENING] if Time.EVENING in offer.times else []
        if not set(self.modes) <= {*offer.modes, *evening}:
            unmet.add("mode")
        if not set(self.times) <= set(offer.times):
            unmet.add("time")
        return frozenset(unmet)

    def ndcg(self, shown: Sequence[Offer], gains: Sequence[float]) -> float:
        """nDCG@10 of `shown`; `gains` are the gains of all offers there are."""
        ideal = _discounted(sorted(gains, reverse=True)[:DEPTH])
        return _discounted([self.gain(offer) for offer in shown[:DEPTH]]) / ideal if ideal else 0.0


def distinct(offers: Sequence[Offer]) -> list[Offer]:
    """The first offer of each name: the same course elsewhere or by another provider is no new answer."""
    first: dict[str, Offer] = {}
    for offer in offers:
        first.setdefault(offer.name, offer)
    return list(first.values())


def read_queries(path: Path = QUERIES) -> list[Judged]:
    """All judged queries."""
    rows: list[dict[str, Any]] = read_yaml(path)["queries"]
    return [
        Judged(
            text=row["q"],
            fits=tuple(row["fits"]),
            partly=tuple(row.get("partly", ())),
            place=row.get("place"),
            modes=tuple(row.get("modes", ())),
            times=tuple(row.get("times", ())),
            register=row["register"],
            half=row["half"],
        )
        for row in rows
    ]


def _any(patterns: Sequence[str], offer: Offer) -> bool:
    return any(_matches(pattern, offer) for pattern in patterns)


def _any_text(patterns: Sequence[str], texts: Sequence[str], offer: Offer) -> bool:
    """Whether one of the texts fits a pattern that is for names ("t:" is for texts already)."""
    for pattern in patterns:
        kind, pattern_ = _split(pattern)
        if (kind is None or offer.kind == kind) and any(re.search(pattern_, text) for text in texts):
            return True
    return False


def _split(pattern: str) -> tuple[str | None, str]:
    """The kind to which a pattern is restricted, if any, and the pattern."""
    if not pattern.startswith("k:"):
        return None, pattern.removeprefix("t:")
    kind, _, rest = pattern[2:].partition(" ")
    return kind, rest


def _matches(pattern: str, offer: Offer) -> bool:
    if pattern.startswith("k:"):
        kind, _, pattern = pattern[2:].partition(" ")
        if offer.kind != kind:
            return False
    if pattern.startswith("t:"):
        return any(re.search(pattern[2:], text) for text in (*offer.titles, *offer.keywords))
    return re.search(pattern, offer.name) is not None


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(position + 2) for position, gain in enumerate(gains))
