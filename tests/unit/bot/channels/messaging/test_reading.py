"""What a person means by a message, and how messages are written out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messaging.codes import LENGTH, SIGNS, is_code, plain, shown
from bot.channels.messaging.reading import Choices, Code, Command, meaning_of
from bot.channels.messaging.rendering import (
    Choice,
    Part,
    joined,
    numbered_of,
    parts_with_choices,
    split,
    text_parts,
)
from bot.channels.messaging.texts import read_channel_texts, read_channel_words

DATA = Path(__file__).resolve().parents[5] / "data"
TEXTS, WORDS = read_channel_texts(DATA), read_channel_words(DATA)
CHOICES = (Choice("b1", "Turku"), Choice("b2", "En tiedä"), Choice("b3", "Ohita"))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("STOP", Command.STOP),
        (" stop! ", Command.STOP),
        ("Lopeta viestit.", Command.STOP),
        ("LOPETA", Command.STOP),
        ("poista tietoni", Command.DELETE),
        ("POISTA  KAIKKI", Command.DELETE_SURE),
        ("verkko", Command.WEB),
        ("2", CHOICES[1]),
        ("(3)", CHOICES[2]),
        ("1.", CHOICES[0]),
        ("en tiedä!", CHOICES[1]),
        ("2345-bcdf", Code("2345-bcdf")),
        ("liity 2345 BCDF", Code("2345 BCDF")),
        ("4", "4"),
        ("0", "0"),
        ("haluan lopettaa koulun", "haluan lopettaa koulun"),
        ("voiko tiedot poistaa", "voiko tiedot poistaa"),
        ("stop-merkki", "stop-merkki"),
    ],
)
def test_what_a_text_means(text: str, meaning: object) -> None:
    assert meaning_of(text, WORDS, Choices(CHOICES, CHOICES)) == meaning


def test_a_number_is_a_word_where_no_numbered_list_was_shown() -> None:
    assert meaning_of("2", WORDS, Choices()) == "2"
    assert meaning_of("2", WORDS, Choices(titled=CHOICES)) == "2"
    assert meaning_of("turku", WORDS, Choices(titled=CHOICES)) == CHOICES[0]


def test_what_is_numbered_is_known_by_how_it_was_written_out() -> None:
    message = _message("Tallenna", "Ohita")
    assert len(numbered_of(message, text_parts(message, TEXTS, 640))) == 2
    assert numbered_of(message, parts_with_choices(message, TEXTS, 640, 3, 20)) == ()
    assert numbered_of(_message(), text_parts(_message(), TEXTS, 640)) == ()


@given(st.text(max_size=60))
def test_whatever_is_written_has_a_meaning(text: str) -> None:
    found = meaning_of(text, WORDS, Choices(CHOICES, CHOICES))
    assert isinstance(found, Command | Code | Choice) or found == text


@given(st.text(alphabet=SIGNS, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_known_however_it_is_typed(code: str) -> None:
    for typed in (code, shown(code), shown(code).lower(), shown(code).replace("-", " ")):
        assert is_code(typed) and plain(typed) == code


@given(st.text(alphabet="ab \n", max_size=400), st.integers(1, 50))
def test_pieces_fit_and_lose_no_letter(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in joined([text, text], limit))


def _message(*titles: str) -> dict[str, object]:
    card = {
        "title": "Hygieniapassi",
        "subtitle": "Turku",
        "why": "Sanoit: hygieniapassi",
        "sample": True,
        "url": "https://opintopolku.fi/konfo/fi/haku/hygieniapassi",
    }
    buttons = [{"id": f"b{number}", "title": title} for number, title in enumerate(titles, start=1)]
    return {"text": "Löysin tämän.", "cards": [card], "buttons": buttons}


def test_cards_become_lines_that_say_what_is_a_sample() -> None:
    [part] = text_parts(_message("Tallenna", "Ohita"), TEXTS, 640)
    assert part.choices == ()
    assert part.text.split("\n\n") == [
        "Löysin tämän.",
        "Hygieniapassi\nTurku\nSanoit: hygieniapassi\nEsimerkki. Tarkista Opintopolusta.\n"
        "https://opintopolku.fi/konfo/fi/haku/hygieniapassi",
        "1 Tallenna\n2 Ohita\nVastaa numerolla tai omin sanoin.",
    ]


def test_buttons_stand_on_the_last_part_where_they_fit_and_are_numbered_where_not() -> None:
    parts = parts_with_choices(_message("Tallenna", "Ohita"), TEXTS, 120, 3, 20)
    assert [part.choices for part in parts] == [(), (Choice("b1", "Tallenna"), Choice("b2", "Ohita"))]
    for message in (_message("a", "b", "c", "d"), _message("Haluan puhua ihmisen kanssa")):
        assert all(part.choices == () for part in parts_with_choices(message, TEXTS, 400, 3, 20))
    assert parts_with_choices({"text": "", "buttons": [{"id": "b", "title": "Ohita"}]}, TEXTS, 99, 3, 20) == [
        Part("Valitse tästä tai kirjoita.", (Choice("b", "Ohita"),))
    ]
