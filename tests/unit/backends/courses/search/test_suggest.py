from __future__ import annotations

from backends.courses.search.suggest import Suggester
from backends.courses.storage.repository import Phrase

SUGGESTER = Suggester(
    [
        Phrase("Hius- ja kauneudenhoitoala", 3),
        Phrase("Kauneus", 1),
        Phrase("kaupan ala", 9),
        Phrase("Kaupan ala", 2),
        Phrase("Parturi-kampaaja", 5),
    ]
)


def test_phrases_that_begin_with_it_come_before_those_that_hold_it() -> None:
    assert SUGGESTER.suggest("KAU", 5) == ["kaupan ala", "Kauneus", "Hius- ja kauneudenhoitoala"]


def test_the_same_phrase_in_other_letters_is_suggested_once() -> None:
    assert SUGGESTER.suggest("kaupan", 5) == ["kaupan ala"]


def test_words_after_a_hyphen_are_words() -> None:
    assert SUGGESTER.suggest("kamp", 5) == ["Parturi-kampaaja"]


def test_no_more_than_asked_and_nothing_for_nothing() -> None:
    assert len(SUGGESTER.suggest("k", 2)) == 2
    assert SUGGESTER.suggest("  ", 5) == []
    assert SUGGESTER.suggest("x", 5) == []


def test_phrases_are_listed_with_the_most_frequent_first() -> None:
    assert SUGGESTER.phrases()[:2] == ["kaupan ala", "Parturi-kampaaja"]
