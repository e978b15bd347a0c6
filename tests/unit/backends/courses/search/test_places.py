"""Wishes for places by the real gazetteer."""

from __future__ import annotations

import pytest

from backends.courses.search.places import Gazetteer
from backends.courses.search.wishes import Met
from nlu.analysis import shared_analyzer
from nlu.places import shared_places
from tests.support.offers import offer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(shared_analyzer(), shared_places())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hitsaus Oulussa", ("Oulu",)),
        ("kokki Turkuun", ("Turku",)),
        ("jotain lapissa", ("Lappi",)),
        ("stadissa", ("Helsinki",)),
        ("pääkaupunkiseudulla", ("pääkaupunkiseutu",)),
        ("hitsaus", ()),
    ],
)
def test_places_are_found_in_any_form(gazetteer: Gazetteer, text: str, names: tuple[str, ...]) -> None:
    assert tuple(name for wish, _, _ in gazetteer.in_text(text) for name in wish.names) == names


def test_a_municipality_is_met_by_itself_and_near_its_neighbours(gazetteer: Gazetteer) -> None:
    wish = gazetteer.by_name("Oulu")
    assert wish.meets(offer("x", "X", place="Oulu")) is Met.MET
    assert wish.meets(offer("x", "X", place="Kempele")) is Met.NEAR
    assert wish.meets(offer("x", "X", place="Turku")) is Met.OTHER


def test_a_region_is_met_by_its_towns(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_name("Kainuu").meets(offer("x", "X", place="Kajaani")) is Met.MET


def test_an_area_is_met_by_each_of_its_towns(gazetteer: Gazetteer) -> None:
    wish = gazetteer.by_name("pääkaupunkiseutu")
    assert {"Helsinki", "Espoo", "Vantaa"} <= wish.municipalities
    assert not wish.municipalities & wish.near_municipalities


def test_an_inflected_name_is_known_and_an_invented_one_is_not(gazetteer: Gazetteer) -> None:
    assert gazetteer.by_name(" Turkuun ").names == ("Turku",)
    assert not gazetteer.by_name("Kaukola-Mualima").known


def test_kilometres_are_to_the_nearest_municipality(gazetteer: Gazetteer) -> None:
    wish = gazetteer.by_name("Oulu")
    near = gazetteer.kilometres(wish, offer("x", "X", place="Kempele"))
    assert near is not None
    assert 5 < near < 20
    assert gazetteer.kilometres(wish, offer("x", "X")) is None
