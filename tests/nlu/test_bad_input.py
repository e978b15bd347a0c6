"""What no one should write but someone does: no exception, a reading, and bounded time."""

import pytest

from nlu.intents.documents import document_of
from nlu.reading import read_message
from tests.support.timing import fastest

LONGEST = 2_000
TEXTS = {
    "empty": "",
    "spaces": " \t\n ",
    "emoji": "😀🎉👍🏽",
    "English": "I want to become a nurse, what should I study?",
    "Swedish": "Jag vill bli sjuksköterska, vad ska jag studera?",
    "Russian": "Я хочу стать медсестрой, где учиться?",
    "Arabic": "أريد أن أصبح ممرضة",
    "mixed": "moi I want обучение اردو lähihoitajaks 😀",
    "control characters": "\x00\x07\x1b[31m\u202ehei\ufeff\x7f",
    "URL": "https://example.org/a?b=c&d=%C3%A4#e",
    "phone number": "+358 40 123 4567",
    "henkilötunnus": "131052-308T",
    "lone surrogate": "hei \ud83d",
}
LONG = {
    "sentence": "Haluaisin lähihoitajaksi Ouluun. ",
    "one letter": "x",
    "dense punctuation": ".,;!?",
    "letters and punctuation": "a,b.c!",
    "unknown words": "qwxzä ",
    "emoji": "😀",
    "hyphens": "-'a",
    "digits": "45 ",
    "Russian": "учиться ",
}


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read(name: str) -> None:
    message = read_message(TEXTS[name])
    assert all(0 <= e.start < e.end <= len(message.text) for e in message.entities)
    assert document_of(TEXTS[name]).text == TEXTS[name]


@pytest.mark.parametrize("name", ["Russian", "Arabic", "emoji", "URL", "henkilötunnus", "control characters"])
def test_nothing_is_found_where_nothing_is_said(name: str) -> None:
    assert read_message(TEXTS[name]).entities == ()


@pytest.mark.parametrize("name", LONG)
def test_long_texts_take_bounded_time(name: str) -> None:
    text = (LONG[name] * LONGEST)[:LONGEST]
    read_message("lämmin")
    assert fastest(lambda: read_message.__wrapped__(text)) < 0.5
