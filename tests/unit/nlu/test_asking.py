"""Which words ask."""

import pytest

from nlu.asking import asks_of_need, asks_somewhere, asks_what_it_is, is_question


@pytest.mark.parametrize("text", ["saisko siihen tukea", "pääseeks sinne", "paljonks maksaa", "entä raha?"])
def test_what_asks(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "kukas sen korvaa",
        "mitähän tuosta tulee",
        "keneltä kysyn",
        "ai nii saako sitä tukea",
        "onk siel tilaa",
        "ainiin pitääkö maksaa",
    ],
)
def test_a_word_that_asks_may_have_a_clitic_or_words_before_it(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text", ["kokiks vaikka", "lähihoitajaks", "koneitten kans", "", "atk on vaikeaa", "lakko meillä nyt on"]
)
def test_what_tells(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mikä on oppisopimus", True),
        ("mitä se iltaopiskelu tarkoittaa", True),
        ("oppisopimus kiinnostaa", False),
        ("sitä tarkoitan", False),
    ],
)
def test_what_something_is(text: str, expected: bool) -> None:
    assert asks_what_it_is(text) is expected


@pytest.mark.parametrize(
    "text", ["pitaako paikka etsia itse", "pitäiskö olla jo työpaikka", "taytyyko osata suomea"]
)
def test_a_question_of_need_with_or_without_dots(text: str) -> None:
    assert asks_of_need(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sitä vaan mietin että pääseekö sinne", True),
        ("mun pitäis tietää maksaako se", True),
        ("mietin verkkoa", False),
        ("asun Porissa, entäs raha", True),
    ],
)
def test_a_verb_that_asks_may_stand_anywhere(text: str, expected: bool) -> None:
    assert asks_somewhere(text) is expected


@pytest.mark.parametrize("text", ["olenk mää sopiva", "Pääseek sin", "no onks siel tilaa", "mitä se on?"])
def test_spoken_questions_are_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["kuka sen maksaa", "kelpaakohan tämä", "mitä mun pitää tehdä"])
def test_question_words_ask(text: str) -> None:
    assert is_question(text)
    assert not is_question("mitä vaan käy")


@pytest.mark.parametrize("text", ["verkko ois paras", "kaks vuotta", "Turku", "joko verkossa tai illalla"])
def test_words_that_only_end_alike_are_none(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", ["tarviinko mä ajokortin", "hei pitääks olla peruskoulu"])
def test_who_must_have_something_asks_and_who_needs_it_tells(text: str) -> None:
    assert asks_of_need(text)
    assert not asks_of_need("tarvitsen ajokortin")
