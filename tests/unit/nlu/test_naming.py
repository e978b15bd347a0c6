"""Whether a text names something: base forms, beginnings, phrases, with and without umlauts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.naming import said


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("saanko opintotukea", "opintotuki"),
        ("miten toimeentulotuen käy", "toimeentulo*"),
        ("onko halvempaa", "halpa"),
        ("nayta lahempana olevat", "lähem*"),
        ("etsi koko suomesta", "koko suomi"),
        ("joku muu ala", "muu ala"),
    ],
)
def test_a_pattern_is_found(text: str, pattern: str) -> None:
    assert said(text).names(pattern)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("suomen koko väestö", "koko suomi"), ("jotain muuta samalta alalta", "muu ala"), ("", "opintotuki")],
)
def test_the_words_of_a_phrase_stand_in_a_row(text: str, pattern: str) -> None:
    assert not said(text).names(pattern)


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    heard = said(text)
    assert not heard.names("täällä-ei-ole-tätä")
    assert all(form for forms in heard.words for form in forms)
