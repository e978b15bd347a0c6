"""Which words ask."""

import pytest

from nlu.asking import asks_what_it_is, is_question


@pytest.mark.parametrize("text", ["saisko siihen tukea", "pääseeks sinne", "paljonks maksaa", "entä raha?"])
def test_what_asks(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["kokiks vaikka", "lähihoitajaks", "koneitten kans", ""])
def test_what_tells(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("mikä on oppisopimus", True), ("oppisopimus kiinnostaa", False)]
)
def test_what_something_is(text: str, expected: bool) -> None:
    assert asks_what_it_is(text) is expected
