from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.courses.opintopolku.texts import chosen, listed, plain, shortened


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Yksi <b>kak</b>si.</p><p>Kolme &amp; neljä</p>", "Yksi kaksi. Kolme & neljä"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<script>alert(1)</script>näkyy<style>p{}</style>", "näkyy"),
        ("ei&nbsp;tageja < 3", "ei tageja < 3"),
        ("<p></p>", ""),
    ],
)
def test_html_becomes_one_line_of_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_a_missing_language_falls_back_to_swedish_then_english() -> None:
    assert chosen({"sv": "på svenska", "en": "in English"}) == "på svenska"
    assert chosen({"fi": "<p> </p>", "en": "in English"}) == "in English"
    assert chosen({"fi": None}) == ""
    assert chosen(None) == ""


def test_items_of_lists() -> None:
    assert listed("<p>Osaat</p><ul><li>lukea <i>ohjeen</i></li><li></li><li>laskea</ul>") == (
        "lukea ohjeen",
        "laskea",
    )


def test_whole_sentences_are_kept() -> None:
    assert shortened("Yksi. Kaksi. Kolme.", 13) == "Yksi. Kaksi."
    assert shortened("pitkä lause ilman pistettä", 13) == "pitkä lause…"


@given(st.text(max_size=200), st.integers(5, 60))
def test_any_text_is_read_and_fits(text: str, longest: int) -> None:
    assert len(shortened(plain(text), longest)) <= longest
