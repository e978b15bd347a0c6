from __future__ import annotations

import pytest

from backends.courses.domain import CostClass, Extent, ExtentUnit, Mode, Offer, Time
from backends.courses.storage.documents import from_json, to_json
from tests.support.offers import CATALOGUE, offer

FULL = offer(
    "x", "Ä ”lainaus”", modes=(Mode.ONLINE,), times=(Time.DAY,), cost=CostClass.FREE, keywords=("a", "b")
)


@pytest.mark.parametrize("one", [*CATALOGUE[:3], FULL], ids=lambda one: one.id)
def test_an_offer_comes_back_as_it_went(one: Offer) -> None:
    back = from_json(to_json(one))
    assert back == one
    assert all(isinstance(mode, Mode) for mode in back.modes)


def test_a_range_of_extent_comes_back() -> None:
    ranged = Offer(
        **{
            **{name: getattr(FULL, name) for name in Offer.__slots__},
            "extent": Extent(1, ExtentUnit.MONTHS, 3),
        }
    )
    assert from_json(to_json(ranged)).extent == Extent(1, ExtentUnit.MONTHS, 3)


def test_what_is_not_known_is_left_out() -> None:
    assert "provider" not in to_json(FULL)
