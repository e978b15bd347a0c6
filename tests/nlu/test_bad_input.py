"""What no one should write but someone does: no exception, a sensible intent, and bounded time."""

import pytest

from evaluation.nlu.evaluate import Served
from evaluation.nlu.hostile import LONG, LONGEST, NO_WORDS, TEXTS, fresh_words, long_text
from nlu.intents.documents import document_of
from nlu.reading import read_message
from tests.support.timing import fastest

# Seconds of the processor, three times the bar for the quiet machine that evaluation/nlu measures on.
MOST_SECONDS = 0.3
# Four times the text takes four times as long, sixteen times if anything in the way is quadratic.
MOST_GROWTH = 8
SHORTER = LONGEST // 4
# What takes less than this is not told from the clock's noise.
LEAST_SECONDS = 0.004


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read(name: str) -> None:
    text, _ = TEXTS[name]
    message = read_message(text)
    assert all(0 <= e.start < e.end <= len(message.text) for e in message.entities)
    assert document_of(text).text == text


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_has_a_sensible_intent(served: Served, name: str) -> None:
    text, sensible = TEXTS[name]
    assert served.parse(text).intent.name in sensible


@pytest.mark.parametrize("name", NO_WORDS)
def test_what_no_person_says_is_not_acted_on(served: Served, name: str) -> None:
    decision = served.parse(NO_WORDS[name])
    assert decision.kind != "act" or decision.intent.name in {"out_of_scope", "change_language"}


@pytest.mark.parametrize("name", ["empty", "spaces", "no letters", "emoji", "henkilötunnus"])
def test_where_nothing_is_said_the_bot_does_not_act(served: Served, name: str) -> None:
    assert served.parse(TEXTS[name][0]).kind == "fallback"


@pytest.mark.parametrize("name", ["Russian", "Arabic", "emoji", "URL", "henkilötunnus", "control characters"])
def test_nothing_is_found_where_nothing_is_said(name: str) -> None:
    assert read_message(TEXTS[name][0]).entities == ()


@pytest.mark.parametrize("name", LONG)
def test_long_texts_take_bounded_time(served: Served, name: str) -> None:
    served.parse("lämmin")
    assert fastest(lambda: served.parse(long_text(name))) < MOST_SECONDS


@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_length_alone(served: Served, name: str) -> None:
    short = max(LEAST_SECONDS, fastest(lambda: served.parse(long_text(name, SHORTER))))
    assert fastest(lambda: served.parse(long_text(name))) < MOST_GROWTH * short


def test_words_never_seen_take_bounded_time(served: Served) -> None:
    """Few unknown words of a message are looked into; each round has its own, as answers are cached."""
    rounds = iter([fresh_words(seed) for seed in range(5)])
    assert fastest(lambda: served.parse(next(rounds))) < MOST_SECONDS
