"""What the tagger sees: names of work as their kind, the neighbours, the clause."""

import pytest

from nlu.reading import read_message
from nlu.told.features import Sentence, Spot, clause_terms, letter_terms, place_terms


@pytest.fixture
def sentence() -> Sentence:
    return Sentence(read_message("olin kokki, nyt haluun hitsaajaks"))


def spot(sentence: Sentence, word: str) -> Spot:
    return Spot(sentence, next(i for i, token in enumerate(sentence.tokens) if token.text == word))


def test_one_occupation_stands_for_all(sentence: Sentence) -> None:
    other = Sentence(read_message("olin siivooja, nyt haluun leipuriks"))
    assert sentence.forms == other.forms


def test_the_word_before_and_the_end_tell(sentence: Sentence) -> None:
    terms = place_terms(spot(sentence, "hitsaajaks"))
    assert {"-1=haluun", "0=<occupation>", "0e=<>ks", "0r=occupationgoal"} <= set(terms)


def test_a_mark_ends_the_clause(sentence: Sentence) -> None:
    assert spot(sentence, "kokki").clause == (0, 2)
    terms = clause_terms(spot(sentence, "haluun"))
    assert "L=nyt" in terms
    assert "L=olin" not in terms
    assert "P=olla" in terms


def test_letters_are_of_the_word_and_its_neighbours(sentence: Sentence) -> None:
    terms = letter_terms(spot(sentence, "haluun"))
    assert "0halu" in terms
    assert any(term.startswith("-") for term in terms)


def test_an_empty_message_has_no_words() -> None:
    assert Sentence(read_message("")).forms == []
