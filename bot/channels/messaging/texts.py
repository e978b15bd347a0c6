"""What the messaging channels say by themselves, and the words that they obey (data/channels/)."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from bot.texts import Strict, read_model

TEXTS, WORDS = "texts.yml", "words.yml"


class Others(Strict):
    """The answer to each sort of thing that holds no words (events.Other)."""

    media: str
    voice: str
    sticker: str
    contact: str
    location: str
    unknown: str


class Instead(Strict):
    """A sentence about what only the widget has, and what is said in its place."""

    says: str = Field(min_length=10)
    say: str = Field(min_length=1)


class ChannelTexts(Strict):
    """Sentences of the channels."""

    others: Others
    sample: str
    answer_by_number: str
    choose: str
    list_button: str = Field(max_length=20)
    stopped: str
    group: str
    resumed: str
    cut: str
    old_button: str
    delete_sure: str
    deleted: str
    joined: str
    left_for: str
    code_wrong: str
    code_for_web: str = Field(pattern=r"\{link\}")
    without_menu: tuple[Instead, ...]
    email_subject: str
    email_footer: str


class ChannelWords(Strict):
    """Words that a person writes alone in a message, in lower case."""

    stop: frozenset[str]
    start: frozenset[str]
    delete: frozenset[str]
    delete_sure: frozenset[str]
    web: frozenset[str]
    join: frozenset[str]


@lru_cache(maxsize=4)
def read_channel_texts(data: Path) -> ChannelTexts:
    """Read `channels/texts.yml`. Raises TextsError."""
    return read_model(data / "channels" / TEXTS, ChannelTexts)


@lru_cache(maxsize=4)
def read_channel_words(data: Path) -> ChannelWords:
    """Read `channels/words.yml`. Raises TextsError."""
    return read_model(data / "channels" / WORDS, ChannelWords)
