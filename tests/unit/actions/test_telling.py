"""What a message tells beside what it asks, and the numbers that questions take."""

import pytest

from actions.dialogue.telling import number_told, said_after_but, says_something, telling_part
from actions.intake.model import load_intake
from actions.settings import ActionsSettings

INTAKE = load_intake(ActionsSettings().data / "intake" / "adult.yml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kokki, saako siitä palkkaa?", "kokki"),
        ("kokki mut pääseekö siihen", "kokki"),
        ("paljonko se maksaa, asun Porissa", "asun Porissa"),
        ("maksaako se mitään?", ""),
        ("onko se mulle nopeempi, ku osaan jo hommat", ""),
        ("en tiedä, onko pakko?", ""),
        ("no hmm, mitä siitä saa?", ""),
        ("kokki, leipuri ja kondiittori", "kokki, leipuri ja kondiittori"),
        ("saanko rahaa jos lopetan työt ja menen kurssille", ""),
        ("saanko rahaa, jos olen päivät koulussa", ""),
        ("jos menen iltakouluun, meneekö tuki", ""),
        ("maksaako kela sen ja matkat", ""),
        ("maksaako se ja mä asun Porissa", "mä asun Porissa"),
        ("kotona ja lapset, onko se este?", "kotona ja lapset"),
    ],
)
def test_what_stands_beside_a_question_is_told(text: str, told: str) -> None:
    assert telling_part(text) == told


@pytest.mark.parametrize(
    ("text", "says"), [("kokki", True), ("52", True), ("no joo", False), ("en kokki", False)]
)
def test_what_says_something(text: str, says: bool) -> None:
    assert says_something(text) is says


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("52", "age", "52"),
        ("no 52 ja kaks koiraa", "age", "52"),
        ("neljäkaks", "age", "42"),
        ("minä 29 vuosi", "age", "29"),
        ("täytän 50", "age", "50"),
        ("hitsasin 20 vuotta", "age", None),
        ("20 tuntia", "age", None),
        ("7", "age", None),
        ("5", "duration", "5"),
        ("viis", "duration", "5"),
        ("kolme kuukautta ku sit lähen", "duration", "3"),
        ("viikko", "duration", "0.25"),
        ("vuosi", "duration", "12"),
        ("kaks vuotta", "duration", "24"),
        ("hitsasin 2 vuotta", "duration", None),
        ("900", "duration", None),
        ("5", "place", None),
    ],
)
def test_a_number_answers_a_question_that_takes_one(text: str, question: str, value: str | None) -> None:
    found = number_told(text, INTAKE.question(question))
    assert (found.value if found else None) == value


def test_a_no_with_a_but_is_not_a_no_alone() -> None:
    assert said_after_but("ei muuten mutta raha")
    assert not said_after_but("ei mitään")
    assert not said_after_but("ei mut joo")
