"""A small catalogue's index that is held in memory answers as one that is looked up word by word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backends.courses.storage import sql
from backends.courses.storage.held import MOST_BYTES, HeldIndex, can_be_held
from backends.courses.storage.postgresql import PostgresqlOffers
from backends.courses.storage.postings import Postings
from backends.courses.storage.repository import OfferRepository
from backends.courses.storage.sqlite import SqliteOffers
from tests.support.offers import CATALOGUE


@pytest.fixture(params=["repository", "on_server"])
def held(request: pytest.FixtureRequest) -> OfferRepository:
    found: OfferRepository = request.getfixturevalue(request.param)
    found.hold()
    return found


@pytest.fixture
def looked_up(held: OfferRepository, monkeypatch: pytest.MonkeyPatch) -> Iterator[OfferRepository]:
    monkeypatch.setattr(sql, "can_be_held", lambda terms, courses: False)
    assert isinstance(held, SqliteOffers | PostgresqlOffers)
    other = type(held).__new__(type(held))
    sql.SqlOffers.__init__(other, held._engine)
    yield other


def test_both_answer_alike(held: OfferRepository, looked_up: OfferRepository) -> None:
    terms = [*sorted(held.vocabulary()), "xqzv", ""]
    for term in terms:
        assert held.matching([term], 5) == looked_up.matching([term], 5)
    numbers = held.matching(terms, 50)
    assert numbers == looked_up.matching(terms, 50)
    assert held.standing(terms, numbers) == looked_up.standing(terms, numbers)
    assert held.standing([], numbers) == looked_up.standing([], numbers)
    assert held.standing(terms, []) == looked_up.standing(terms, [])
    every = range(held.count() + 2)
    assert held.courses(every) == looked_up.courses(every)
    assert isinstance(getattr(held, "_index"), HeldIndex)  # noqa: B009 - not of the protocol
    assert isinstance(getattr(looked_up, "_index"), Postings)  # noqa: B009


def test_few_offers_are_held(held: OfferRepository, looked_up: OfferRepository) -> None:
    assert held.hold()
    assert not looked_up.hold()
    assert len(held.offers(range(1, len(CATALOGUE) + 1))) == len(CATALOGUE)


def test_a_large_index_is_not_held() -> None:
    assert can_be_held(6_000, 2_000)
    assert not can_be_held(MOST_BYTES, 1)
