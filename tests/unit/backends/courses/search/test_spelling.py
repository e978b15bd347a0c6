from __future__ import annotations

import pytest

from backends.courses.search.spelling import Speller

SPELLER = Speller(
    {"hygieniapassi": 3, "hitsaus": 9, "hitsaaja": 4, "auto": 2, "_hits": 9},
    synonyms=["järkkäri", "jv kortti"],
    endings=["n", "iin", "ta"],
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hygeniapassi", "hygieniapassi"),
        ("hitsauss", "hitsaus"),
        ("jarkkari", "järkkäri"),
        ("hitsuas", "hitsaus"),
    ],
)
def test_the_nearest_known_word_comes_first(written: str, meant: str) -> None:
    assert SPELLER.corrections([written])[0] == meant


@pytest.mark.parametrize("word", ["zxqwvb", "aut", ""])
def test_nothing_near_gives_nothing(word: str) -> None:
    assert SPELLER.corrections([word]) == []


def test_beginnings_go_on_to_known_words_but_not_to_roots() -> None:
    assert SPELLER.completions("hits") == ["hitsaus", "hitsaaja"]
    assert SPELLER.completions("hit") == []


def test_written_out_endings_come_off_longest_first() -> None:
    assert SPELLER.without_ending("järkkäriin") == ["järkkär", "järkkärii"]


def test_a_word_that_adds_a_few_letters_to_a_known_one_goes_back_to_it() -> None:
    assert SPELLER.beginnings("hygieniapassila") == ["hygieniapassi"]
    assert SPELLER.beginnings("hygieniapassilainen") == []
    assert SPELLER.beginnings("autoja") == []
