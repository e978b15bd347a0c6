"""A teaching language that is wished for is told from one that one would speak or learn."""

import pytest

from actions.courses.teaching import language_wished


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("olisko tämä ruotsiksi", "sv"),
        ("jos ois in english ni se kävis mulle", "en"),
        ("entä englanninkielisiä", "en"),
        ("Onko tästä englannin kielellä? Suomi on vaikea.", "en"),
        ("saisko saman viroks", "et"),
        ("ei englanniksi vaan ruotsiksi", "sv"),
    ],
)
def test_a_wish(text: str, code: str) -> None:
    assert language_wished(text) == code


@pytest.mark.parametrize(
    "text",
    ["voinko kirjoittaa sulle englanniksi", "haluan oppia ruotsia", "en halua englanniksi", "onko muita"],
)
def test_no_wish(text: str) -> None:
    assert language_wished(text) is None
