"""A question in English in a talk in Finnish: which of the questions that are answered in Finnish it is."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from actions.guidance.data import guidance_table
from actions.tables import Strict

SENTENCE = re.compile(r"[^.!?;,\n]+")
WORD = re.compile(r"[^\W\d_]+")


class EnglishQuestion(Strict):
    """What a question in English is known by, and what answers it: an intent, or a response."""

    words: tuple[tuple[str, ...], ...] = Field(min_length=1)
    intent: str | None = None
    response: str | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.intent is None) == (self.response is None):
            raise ValueError("a question is answered by an intent or by a response")
        return self

    def is_asked_in(self, words: Sequence[str]) -> bool:
        """Whether one word of each row, or several in a row, stands among the words."""
        text = f" {' '.join(words)} "
        return all(any(f" {one} " in text for one in row) for row in self.words)


class English(Strict):
    """The questions, and the words by which a sentence is known to ask in English."""

    asking: frozenset[str]
    openers: frozenset[str]
    questions: tuple[EnglishQuestion, ...]


@cache
def load_english() -> English:
    """`data/guidance/english.yml`."""
    return guidance_table("english.yml", English)


def asked_in_english(text: str) -> EnglishQuestion | None:
    """The question that a message asks in English; None without one that is known."""
    table = load_english()
    for words in _asking_sentences(text, table):
        found = next((one for one in table.questions if one.is_asked_in(words)), None)
        if found is not None:
            return found
    return None


def _asking_sentences(text: str, table: English) -> Iterator[list[str]]:
    """The words of each sentence that begins as a question does in English."""
    for sentence in SENTENCE.findall(text):
        words = WORD.findall(sentence.lower())
        while words and words[0] in table.openers:
            words.pop(0)
        if words and words[0] in table.asking:
            yield words
