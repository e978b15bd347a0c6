"""What speaks for an offer whatever was asked: it is for adults with little education, so basic levels
come first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from backends.courses.domain import CostClass, Kind
from backends.courses.facts import OfferLike

_KIND_PRIOR: Mapping[Kind, float] = {
    Kind.DEGREE: 0.06,
    Kind.SHORT: 0.02,
    Kind.DEGREE_PART: -0.02,
    Kind.LABOUR_MARKET: -0.1,  # for jobseekers alone, and not always to be had
    Kind.HE: -0.25,
}
# A refresher is for those who have the card, an examination of skill for those who have the skill, a
# specialist qualification for those who have the first one.
_NAME_PRIOR: Mapping[str, float] = {
    "erikoisammattitutkinto": -0.05,
    "perustutkinto": 0.05,
    "kertaus": -0.1,
    "jatkokoulutus": -0.1,
    "pätevyyskoe": -0.1,
}
_KNOWN_PROVIDER = 0.02
LIKED_COST = 0.1
LIKED_COSTS = frozenset({CostClass.FREE, CostClass.SMALL_FEE})
_REAL = 0.04


def prior(offer: OfferLike) -> float:
    """A small number, above or below 0."""
    value = _of_name(offer.kind, offer.name) + (_KNOWN_PROVIDER if offer.provider else 0.0)
    return value + (0.0 if offer.sample else _REAL)


@lru_cache(maxsize=20_000)
def _of_name(kind: Kind, name: str) -> float:
    lower = name.lower()
    level = next((weight for word, weight in _NAME_PRIOR.items() if word in lower), 0.0)
    return _KIND_PRIOR.get(kind, 0.0) + level
