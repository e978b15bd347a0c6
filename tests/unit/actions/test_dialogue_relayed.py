"""A question that comes through somebody is read as the question alone."""

import pytest

from actions.dialogue.relayed import as_asked_oneself
from actions.dialogue.turn import Entity, Turn
from tests.support.timing import fastest


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Valmennettavani kysyy, mikä on osaamismerkki.", "mikä on osaamismerkki."),
        ("mun vaimo ihmettelee et kauanko se kestää", "kauanko se kestää"),
        ("Pori. Hän pyysi kysymään, mitä se maksaa", "Pori. mitä se maksaa"),
    ],
)
def test_the_lead_in_is_left_out(text: str, asked: str) -> None:
    assert as_asked_oneself(Turn(text, "clarify")).text == asked


@pytest.mark.parametrize(
    "text",
    ["poikani kysyy usein rahaa", "äitini miettii eläkettä", "mitä on hoks", "asiakas kysyy ja minä vastaan"],
)
def test_what_asks_nothing_through_another_stays(text: str) -> None:
    turn = Turn(text, "inform")
    assert as_asked_oneself(turn) is turn


def test_what_only_the_lead_in_named_goes_with_it() -> None:
    shop = Entity("occupation", "ohjaaja", "ohjattava")
    turn = Turn("ohjattava kysyy, maksaako se", "ask_cost", (shop,))
    assert as_asked_oneself(turn).entities == ()


def test_rows_of_marks_are_read_at_once() -> None:
    marks = Turn("! " * 1000, "inform")
    assert fastest(lambda: as_asked_oneself(marks)) < 0.1
