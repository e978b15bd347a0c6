"""The tokenizer: offsets that hold for any text, and kinds of pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.analysis.tokenizer import pieces
from tests.support.timing import fastest


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_pieces_are_stretches_of_the_text_in_order(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert text[piece.start : piece.end] == piece.text
        assert piece.start >= end
        end = piece.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    covered = {index for piece in pieces(text) for index in range(piece.start, piece.end)}
    assert all(index in covered for index, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oon 25v.", [("oon", "word"), ("25", "number"), ("v", "word"), (".", "mark")]),
        ("IT-ala", [("IT-ala", "word")]),
        ("25-vuotias", [("25", "number"), ("-", "mark"), ("vuotias", "word")]),
        ("sosiaali- ja", [("sosiaali", "word"), ("-", "mark"), ("ja", "word")]),
        ("EA1", [("EA1", "word")]),
        ("atk:ta", [("atk:ta", "word")]),
        ("moi 😀😀", [("moi", "word"), ("😀😀", "symbol")]),
        ("https://x.fi/a?b=1 ok", [("https://x.fi/a?b=1", "url"), ("ok", "word")]),
        ("nimi@posti.fi", [("nimi@posti.fi", "email")]),
        ("\x00moi\x07", [("moi", "word")]),
        ("", []),
    ],
)
def test_kinds_of_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(piece.text, piece.kind) for piece in pieces(text)] == expected


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "1.", "@", "a@", "http://", "-", ":a", "ä\u0308"])
def test_time_grows_with_length_alone(unit: str) -> None:
    assert fastest(lambda: list(pieces(unit * 5_000))) < 0.5
