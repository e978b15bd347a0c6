"""An age that is told without a word of it, by where the number stands."""

import pytest

from nlu.reading import read_message

TOLD = [
    ("Kuopio. 52. Ammattikoulu", "52"),
    ("29, Vantaa", "29"),
    ("ylöjärvi, 33", "33"),
    ("olen hitsaaja, 41 mittarissa", "41"),
    ("43 oon ja risat", "43"),
    ("60 täyttyy syksyllä", "60"),
    ("viiskyt täys viime kuussa", "50"),
    ("mulla on 29 vuotta ikää", "29"),
    ("69 vuotta olen, mitä sitä tekee", "69"),
    ("Nimeni on Irina. 44 vuotta. Asun Vaasassa.", "44"),
    ("mitä sitä 57-vuotiaana enää", "57"),
    ("oon 23 ei mitään ideaa", "23"),
    ("saisko tukea jos on 47", "47"),
    ("27 ja Kuopiosta, leipuriksi", "27"),
    ("no siis 44 oon", "44"),
    ("oon 18 Iisalmesta", "18"),
    ("navettatöitä tehnyt, nyt 55v. Lieksa", "55"),
    ("16 vuotta täällä. nyt 51 ja polvi rikki", "51"),
    ("asun Turku, 35 vuosi, siivous", "35"),
    ("yli viiskymppinen mies", "50"),
    ("poika sai paikan, mä oon ite 54 ja työtön", "54"),
]
OF_SOMETHING_ELSE = [
    "lapset 15, 16 ja 18, asun Porissa",
    "bussi lähtee 12.30",
    "oon 20 tunnin päässä",
    "olen 50 kilometrin päässä",
    "siivoojana kaupassa. 20 vuotta",
    "kurssi maksaa 80 €, liikaa",
    "asun Oulussa, 95",
    "20 ja puoli vuotta",
    "20 vuosi olin töissä",
    "siivous työ, 20 vuosi",
    "ei oteta yli kuuskymppistä mihinkään",
    "siellä mä kerkesin olla yli 30 vuotta",
    "olin siellä 25 vuotta",
]


@pytest.mark.parametrize(("text", "age"), TOLD)
def test_a_number_that_stands_as_an_age_is_one(text: str, age: str) -> None:
    assert [one.value for one in read_message(text).entities if one.entity == "age"] == [age]


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_a_number_of_something_else_is_none(text: str) -> None:
    assert not [one for one in read_message(text).entities if one.entity == "age"]
