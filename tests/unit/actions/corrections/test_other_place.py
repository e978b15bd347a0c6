"""After courses: a place that is asked about or set in a clause is where to look next."""

import pytest

from actions.corrections.other_place import other_place_in
from actions.dialogue.turn import Entity, Turn
from nlu.reading import read_message


def turn_of(text: str) -> Turn:
    found = read_message(text).entities
    return Turn(text, "inform", tuple(Entity(e.entity, e.value, text[e.start : e.end]) for e in found))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("onks raahessa mitään", "Raahe"),
        ("löytyykö kuusamosta jotain?", "Kuusamo"),
        ("entä mikkeli?", "Mikkeli"),
        ("mites sitten salo", "Salo"),
        ("oisko raumalla näitä kursseja", "Rauma"),
        ("mun veli muutti kotkaan, laita kotka", "Kotka"),
        ("tytär asuu nyt porissa. vaihda pori", "Pori"),
    ],
)
def test_another_place(text: str, place: str) -> None:
    found = other_place_in(turn_of(text), "Oulu")
    assert found is not None
    assert found.value == place


@pytest.mark.parametrize(
    "text",
    [
        "onko raahessa töitä kokille",
        "onks oulussa mitään",
        "mun veli muutti kotkaan",
        "ei laiteta kotkaa",
        "laita kotka pois",
        "onko kotkassa halvat vuokrat",
        "laita kokki kotkassa",
        "kiitos",
    ],
)
def test_no_other_place(text: str) -> None:
    assert other_place_in(turn_of(text), "Oulu") is None
