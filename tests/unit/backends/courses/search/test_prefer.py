from __future__ import annotations

from dataclasses import replace

import pytest

from backends.courses.domain import CostClass, Extent, ExtentUnit, Offer
from backends.courses.facts import Facts
from backends.courses.search.prefer import Certainty, Prefer, preferred
from backends.courses.search.table import Ranked
from tests.support.offers import offer


def hits(*offers: Offer) -> list[tuple[Ranked, Offer]]:
    return [(Ranked(Facts.of(row, row, one), 1.0, 1.0, (), {}), one) for row, one in enumerate(offers)]


def chosen(
    prefer: Prefer, reference: Offer, *offers: Offer, certainty: Certainty = Certainty.KNOWN
) -> list[str]:
    kilometres = {"Oulu": 0.0, "Kempele": 12.0, "Turku": 515.0}
    found = preferred(
        prefer, reference, hits(*offers), lambda one: kilometres.get("".join(one.municipalities))
    )
    assert found.certainty is certainty
    return [hit.offer.id for hit in found.hits]


PAID = offer("paid", "A", cost=CostClass.PAID)
SMALL = offer("small", "A", cost=CostClass.SMALL_FEE)
FREE = offer("free", "A", cost=CostClass.FREE)
UNKNOWN = offer("unknown", "A")


@pytest.mark.parametrize(
    ("reference", "found"),
    [(PAID, ["small", "free"]), (SMALL, ["free"])],
)
def test_cheaper_is_known_to_be_cheaper(reference: Offer, found: list[str]) -> None:
    assert chosen(Prefer.CHEAPER, reference, PAID, UNKNOWN, SMALL, FREE) == found


def test_shorter_compares_units_by_hours() -> None:
    def lasting(name: str, amount: float, unit: ExtentUnit, most: float | None = None) -> Offer:
        return replace(offer(name, "A"), extent=Extent(amount, unit, most))

    year = lasting("year", 60, ExtentUnit.OSP)
    others = (
        lasting("months", 6, ExtentUnit.MONTHS),
        lasting("more", 13, ExtentUnit.MONTHS),
        lasting("range", 30, ExtentUnit.OP, 90),
        lasting("day", 1, ExtentUnit.DAYS),
        UNKNOWN,
    )
    assert chosen(Prefer.SHORTER, year, *others) == ["months", "day"]


def test_nearer_begins_with_the_nearest() -> None:
    turku, kempele, oulu = (offer(name, "A", place=name) for name in ("Turku", "Kempele", "Oulu"))
    assert chosen(Prefer.NEARER, turku, kempele, UNKNOWN, oulu) == ["Oulu", "Kempele"]


def test_where_nothing_is_known_to_be_cheaper_the_unknown_are_shown_and_named_so() -> None:
    assert chosen(Prefer.CHEAPER, FREE, PAID, UNKNOWN, SMALL, certainty=Certainty.UNKNOWN) == ["unknown"]


@pytest.mark.parametrize("prefer", list(Prefer))
def test_an_answer_is_never_empty_though_nothing_is_what_was_preferred(prefer: Prefer) -> None:
    most = replace(offer("most", "A", place="Oulu", cost=CostClass.FREE), extent=Extent(1, ExtentUnit.HOURS))
    less = replace(offer("less", "A", place="Turku", cost=CostClass.PAID), extent=Extent(60, ExtentUnit.OSP))
    assert chosen(prefer, most, less, certainty=Certainty.NONE) == ["less"]


def test_where_nothing_is_known_of_the_one_that_was_looked_at_the_least_come_first() -> None:
    found = chosen(Prefer.CHEAPER, UNKNOWN, PAID, SMALL, FREE, certainty=Certainty.REFERENCE)
    assert found == ["free", "small", "paid"]


def test_no_degree_is_shorter_than_a_card_of_unknown_extent() -> None:
    degree = replace(offer("degree", "A"), extent=Extent(180, ExtentUnit.OSP))
    day = replace(offer("day", "A"), extent=Extent(1, ExtentUnit.DAYS))
    card = offer("card", "B")
    assert chosen(Prefer.SHORTER, card, degree, day, certainty=Certainty.REFERENCE) == ["day"]
    assert chosen(Prefer.SHORTER, card, degree, UNKNOWN, certainty=Certainty.UNKNOWN) == ["unknown"]
