from __future__ import annotations

from dataclasses import replace

import pytest

from backends.courses.domain import Kind, Mode, Time
from backends.courses.search.wishes import Met, PlaceWish, Wishes, shown_modes
from tests.support.offers import offer

OULU = PlaceWish(
    ("Oulu",),
    frozenset({"Oulu"}),
    near_municipalities=frozenset({"Kempele"}),
    near_regions=frozenset({"Pohjois-Pohjanmaa"}),
)


@pytest.mark.parametrize(
    ("place", "modes", "met"),
    [
        ("Oulu", (), Met.MET),
        ("Kempele", (), Met.NEAR),
        ("Turku", (Mode.ONLINE,), Met.ONLINE),
        ("Turku", (), Met.OTHER),
        (None, (), Met.UNKNOWN),
        (None, (Mode.ONLINE,), Met.ONLINE),
    ],
)
def test_how_an_offer_answers_to_a_place(place: str | None, modes: tuple[Mode, ...], met: Met) -> None:
    assert OULU.meets(offer("x", "X", place=place, modes=modes)) is met


def test_a_region_without_a_town_is_neither_the_town_nor_near_it() -> None:
    somewhere = replace(offer("x", "X"), regions=("Pohjois-Pohjanmaa",))
    assert OULU.meets(somewhere) is Met.REGION
    assert PlaceWish(("Pohjois-Pohjanmaa",), regions=frozenset(somewhere.regions)).meets(somewhere) is Met.MET
    kainuu = PlaceWish(("Kainuu",), frozenset(), frozenset({"Kainuu"}), near_regions=OULU.near_regions)
    assert kainuu.meets(somewhere) is Met.NEAR


def test_a_wish_for_evening_study_is_one_for_the_time_too() -> None:
    wishes = Wishes().with_values("mode", ["evening"])
    assert wishes.time == {"evening"}
    assert wishes.met_by(offer("x", "X", times=(Time.EVENING,))) == {"mode": Met.MET, "time": Met.MET}
    assert wishes.met_by(offer("x", "X")) == {"mode": Met.UNKNOWN, "time": Met.UNKNOWN}


def test_two_ways_of_study_must_both_be_met() -> None:
    wishes = Wishes().with_values("mode", ["online"]).with_values("mode", ["self_paced"])
    assert wishes.met_by(offer("x", "X", modes=(Mode.ONLINE,)))["mode"] is Met.OTHER
    assert wishes.met_by(offer("x", "X", modes=(Mode.ONLINE, Mode.SELF_PACED)))["mode"] is Met.MET


def test_wishes_about_the_level_narrow_each_other() -> None:
    wishes = Wishes().with_values("kind", ["short", "language"]).with_values("kind", ["language", "basic"])
    assert wishes.kind == {"language"}
    assert wishes.met_by(offer("x", "X", Kind.SHORT))["kind"] is Met.OTHER


def test_levels_that_exclude_each_other_are_both_taken() -> None:
    assert Wishes().with_values("kind", ["he"]).with_values("kind", ["basic"]).kind == {"he", "basic"}


def test_evening_time_is_shown_as_a_way_of_study() -> None:
    assert shown_modes(offer("x", "X", times=(Time.EVENING,))) == (Mode.EVENING,)
