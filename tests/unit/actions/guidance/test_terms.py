"""Words in plain words: who asks what one means is told, and nobody else."""

import pytest
from pydantic import ValidationError

from actions.guidance.terms import Terms, load_terms, terms_asked


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("mikä on tutkinnon osa", ["tutkinnon_osa"]),
        ("mitä se monimuoto oikein tarkottaa", ["monimuoto"]),
        ("mikä hiton osaamismerkki", ["osaamismerkki"]),
        ("mis on osaamispiste", ["osaamispiste"]),
        ("osaamispiste, mikä se on", ["osaamispiste"]),
        ("Mikä on ala?", ["ala"]),
        ("mitä toi yhteishaku oikiasti tarkottoo", ["yhteishaku"]),
        ("mikä kumma se osaamismerkki niinku on", ["osaamismerkki"]),
        ("mikä on se tuva mistä puhuit", ["tuva"]),
        ("opintopiste? mitä se semmonen mahtaa olla", ["opintopiste"]),
        ("en ymmärrä sanaa ammatti, mitä on ammatti", ["ammatti"]),
        ("mitä eroa on lähi ja etä", ["lahiopetus", "etaopetus"]),
        ("mikä ero on päivä ja iltaopiskelulla", ["paivaopiskelu", "iltaopiskelu"]),
        ("onko oppisopimus ja koulutussopimus sama asia", ["oppisopimus", "koulutussopimus"]),
    ],
)
def test_what_a_word_means_is_asked_in_many_ways(text: str, terms: list[str]) -> None:
    asked = terms_asked(text)
    assert asked is not None
    assert [term.id for term in asked.terms] == terms


@pytest.mark.parametrize(
    "text",
    [
        "mikä ala maksaa parhaiten",
        "mikä on paras ala",
        "mitä aloja on",
        "mikä tutkinto siihen tarvitaan",
        "mitä oppisopimuksessa maksetaan",
        "haluan tutkinnon",
        "en tiedä mutta kurssi kai",
        "missä on ohjaamo",
        "mis on ohjaamo",
        "ihan kumpi vaan, etä tai lähi",
        "mikä päivä tänään on",
        "en ymmärrä",
    ],
)
def test_another_question_or_an_answer_is_none(text: str) -> None:
    assert terms_asked(text) is None


def test_what_one_meant_is_no_question() -> None:
    assert terms_asked("tarkotin siis näyttöä") is None


def test_what_is_told_beside_the_question_is_kept() -> None:
    asked = terms_asked("Olen työtön. Mikä on monimuoto?")
    assert asked is not None
    assert asked.beside == "Olen työtön."


def test_an_answer_before_the_question_is_none_of_the_words_that_are_asked_of() -> None:
    asked = terms_asked("Ammatti. Mitä tarkoittaa monimuoto?")
    assert asked is not None
    assert [term.id for term in asked.terms] == ["monimuoto"]
    assert asked.beside == "Ammatti."


def test_two_words_are_told_apart_in_any_order() -> None:
    table = load_terms()
    by_id = {term.id: term for term in table.terms}
    lukio, amis = by_id["lukio"], by_id["ammattikoulu"]
    assert table.between(lukio, amis) == table.between(amis, lukio)
    assert table.between(lukio, by_id["kela"]) is None


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ([{"id": "a", "names": ["a"], "text": "x"}, {"id": "a", "names": ["b"], "text": "x"}], "repeated"),
        ([{"id": "a", "names": ["a"]}], "intent or by a text"),
        ([{"id": "b", "names": ["b"], "text": "x"}], "no terms of these names"),
    ],
)
def test_a_table_that_is_wrong_is_refused(terms: list[dict[str, object]], message: str) -> None:
    words = {"what": (), "where": (), "meaning": (), "being": (), "not_known": (), "naming": ()}
    rest = {"apart": (), "either": (), "around": (), "differs": ({"of": ("a", "c"), "text": "x"},)}
    with pytest.raises(ValidationError, match=message):
        Terms.model_validate({**words, **rest, "terms": terms})
