"""The years of a career are no age and no time to study."""

import pytest

from actions.dialogue.careers import without_career_lengths
from actions.dialogue.turn import Entity

WELDER = Entity("occupation", "hitsaaja", "hitsaajana")


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("oon ollu hoiva-alalla kohta kolkyt vuotta", Entity("age", "30", "kolkyt"), False),
        ("kymmenen vuotta hitsaajana", Entity("duration", "120", "kymmenen vuotta"), False),
        ("olin 5 vuotta kaupassa", Entity("duration", "60", "5 vuotta"), False),
        ("kokemusta on 20 v", Entity("age", "20", "20"), False),
        ("oon ollu keikalla 20v", Entity("age", "20", "20v"), False),
        ("olen suomessa 3 vuotta", Entity("duration", "36", "3 vuotta"), False),
        ("oon 30 vuotta", Entity("age", "30", "30"), True),
        ("olen 52 vuotta vanha ja olen ollut kaupassa", Entity("age", "52", "52"), True),
        ("puoli vuotta voisin opiskella", Entity("duration", "6", "puoli vuotta"), True),
        ("kokeilen nyt tätä sitten. 58v, lomautettu", Entity("age", "58", "58v"), True),
        ("siitä on 20 v sitten", Entity("age", "20", "20 v"), False),
        ("olin kaupassa, oon 45", Entity("age", "45", "45"), True),
    ],
)
def test_a_number_is_kept_unless_it_counts_years_of_work(text: str, number: Entity, kept: bool) -> None:
    entities = (number, WELDER) if "hitsaajana" in text else (number,)
    assert (number in without_career_lengths(entities, text)) is kept


def test_other_facts_of_a_career_are_kept() -> None:
    text = "kymmenen vuotta hitsaajana Oulussa"
    place, years = Entity("place", "Oulu", "Oulussa"), Entity("duration", "120", "kymmenen vuotta")
    assert without_career_lengths((WELDER, years, place), text) == (WELDER, place)


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("bussia ajettu 16v", Entity("age", "16", "16v"), False),
        ("15 vuotta siivottu ja nyt riitti", Entity("duration", "180", "15 vuotta"), False),
        ("lomautettu 51v", Entity("age", "51", "51v"), True),
    ],
)
def test_what_was_done_for_years_is_no_age(text: str, number: Entity, kept: bool) -> None:
    assert (number in without_career_lengths((number,), text)) is kept
