"""What a message after courses corrects of what is known."""

import pytest

from actions.corrections.reading import Correction, read_correction
from actions.dialogue.facts import Fact
from actions.dialogue.turn import Entity, Turn
from tests.support.services import INTAKE

KNOWN = {
    fact.question: fact
    for fact in (
        Fact("age", "52", ""),
        Fact("duration", "12", ""),
        Fact("goal", "study", ""),
        Fact("field", "hitsaaja", "", entity="occupation"),
        Fact("place", "Oulu", "", entity="place"),
        Fact("study_mode", "contact", ""),
        Fact("employment_status", "unemployed", ""),
        Fact("education_level", "basic", ""),
    )
}


def read(text: str, *entities: Entity) -> Correction:
    return read_correction(Turn(text, "inform", entities), KNOWN, INTAKE)


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("neljäki vuotta jaksan", "duration", "48"),
        ("liian pitkiä, max 4 kk", "duration", "4"),
        ("en jaksa vuotta, pari kuukautta riittää", "duration", "2"),
        ("57 enkä 52", "age", "57"),
        ("ikä on väärin, 57", "age", "57"),
        ("oon käyny kyllä lukionki", "education_level", "upper_secondary_general"),
        ("mulla on datanomin paperit", "education_level", "vocational"),
        ("sain vihdoin duunin", "employment_status", "employed"),
        ("mulla on nyt duuni, ei tartte enää hakea", "employment_status", "employed"),
        ("käyn iltalukiota, en oo työtön", "employment_status", "student"),
        ("kolmeki vuotta voin käydä", "duration", "36"),
        ("osa-aikanen sopis paremmin", "study_mode", "part_time"),
        ("harrastuksena vaan", "goal", "skill"),
        ("osa-aikaisesti mieluummin", "study_mode", "part_time"),
        ("duunissa mä opin parhaiten", "study_mode", "workplace"),
        ("kortti riittäis mulle", "goal", "skill"),
        ("huvikseni vaan", "goal", "skill"),
        ("mieluummin ihan tutkinto", "goal", "degree"),
    ],
)
def test_another_answer_takes_the_place_of_the_known_one(text: str, question: str, value: str) -> None:
    assert {fact.question: fact.value for fact in read(text).facts} == {question: value}


@pytest.mark.parametrize(
    "text",
    [
        "olin 2 vuotta työttömänä",
        "kokemusta on kolme vuotta",
        "kestääkö se kaksi vuotta?",
        "en oo saanu töitä",
        "teen töitä osa-aikaisesti",
        "haluan lukion paperit",
        "hitsaus ei oo huono",
        "en voi muuttaa minne vaan",
        "poista kaikki tietoni",
    ],
)
def test_what_corrects_nothing(text: str) -> None:
    assert not read(text).changes


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("poista mun ikä sieltä", "age"),
        ("toi työttömyys pois", "employment_status"),
        ("koulutuksen voi käydä missä vaan", "place"),
        ("aikaa on vaikka kuinka", "duration"),
        ("kesto ei oo este", "duration"),
        ("poista se paikka", "place"),
    ],
)
def test_one_fact_is_taken_away(text: str, taken: str) -> None:
    assert read(text).taken == {taken}


def test_a_way_to_study_that_is_taken_away_leaves_any() -> None:
    facts = read("se lähiopetus pois", Entity("study_mode", "contact", "lähiopetus")).facts
    assert [(fact.question, fact.value) for fact in facts] == [("study_mode", "any")]


@pytest.mark.parametrize("text", ["kemi ei oulu", "kemi eikä mikään oulu", "oulu on väärin, kemi"])
def test_of_two_places_the_denied_one_goes(text: str) -> None:
    kemi, oulu = Entity("place", "Kemi", "kemi"), Entity("place", "Oulu", "oulu")
    found = read(text, kemi, oulu)
    assert found.denied == (oulu,)
    assert found.swaps


@pytest.mark.parametrize(
    "text", ["ei hitsausta, jotain muuta", "hitsaus ei kiinnosta", "hitsaajan sijaan kokki"]
)
def test_the_field_is_denied_by_any_of_its_names(text: str) -> None:
    assert read(text).other_field


def test_another_situation_beside_a_no_is_a_correction() -> None:
    told = Entity("employment_status", "laid_off", "lomautettu")
    assert read("siis lomautettu oon en työtön", told).changes


def test_and_no_denies_what_follows_it() -> None:
    told = Entity("study_mode", "online", "verkko")
    assert read("sittenkin verkko eikä lähi. pääsen sinne paremmin", told).denied == ()


def test_a_place_that_is_to_be_forgotten_is_not_told_anew() -> None:
    place = Entity("place", "Oulu", "oulu")
    found = read("unohda oulu", place)
    assert found.taken == {"place"}
    assert found.denied == (place,)


@pytest.mark.parametrize("text", ["isoveli 44 hakee kans, mun ikä on oikein", "pikkusisko on 31, ikä pysyy"])
def test_somebody_elses_age_is_no_correction(text: str) -> None:
    assert not read(text).facts
