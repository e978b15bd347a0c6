"""Where there is no menu and no form, nothing tells of them: what is said names the channels' own way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.messaging.rendering import Choice, choices_of, text_parts
from bot.channels.messaging.texts import read_channel_texts
from datafiles import read_yaml

ROOT = Path(__file__).resolve().parents[5]
TEXTS = read_channel_texts(ROOT / "data")


def sentences(held: Any) -> Iterator[str]:
    """All texts in a file's data."""
    match held:
        case str():
            yield held
        case dict():
            for one in held.values():
                yield from sentences(one)
        case list():
            for one in held:
                yield from sentences(one)


SAID = [
    *sentences(read_yaml(ROOT / "domain.yml")["responses"]),
    *sentences(read_yaml(ROOT / "data" / "notices.yml")),
]


@pytest.mark.parametrize("instead", TEXTS.without_menu, ids=lambda one: one.says[:30])
def test_what_is_replaced_is_said_somewhere(instead: Any) -> None:
    assert any(instead.says in text for text in SAID)


@pytest.mark.parametrize("text", sorted({text for text in SAID if "valik" in text.lower()}))
def test_no_channel_sends_anybody_to_a_menu_that_is_not_there(text: str) -> None:
    [part] = text_parts({"text": text}, TEXTS, 4000)
    told = part.text.replace(text, "")
    assert "VERKKO" in told or "POISTA TIETONI" in told
    assert "valik" not in part.text.lower() or "VERKKO" in part.text


def test_a_button_that_opens_a_form_is_not_offered() -> None:
    buttons = [{"id": "b1", "title": "Avaa lomake", "form": "contact"}, {"id": "b2", "title": "Jatketaan"}]
    assert choices_of({"buttons": buttons}) == (Choice("b2", "Jatketaan"),)
    [part] = text_parts({"text": "Näin.", "buttons": buttons}, TEXTS, 400)
    assert "lomake" not in part.text and "1 Jatketaan" in part.text
