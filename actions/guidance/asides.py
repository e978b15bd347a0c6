"""A question that stands beside what a message tells, so that it is answered and not lost for the facts."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from actions.dialogue.lengths import WORDS_BEFORE_A_STORY
from actions.guidance.data import guidance_table
from actions.tables import Strict
from nlu.asking import asks_somewhere, is_question
from nlu.naming import Said, said

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\b(?:mut|mutta|mutku)\b", re.IGNORECASE)


class Aside(Strict):
    """What a question is asked with (patterns of nlu.naming), and what answers it: an intent, or a text.

    `asks` are patterns that ask wherever they stand. Of `together` one pattern of each group must stand in
    the message, in any order, as who learns Finnish asks: "minun paperi Nepal hyvä täällä". `of` are what a
    question is about: they count only in a message that asks, and where nothing surer is known of it. With
    `asking` all of it counts only in a message that asks: "saan kotihoidon tukea" tells. One that is
    `first` goes before whatever the message looks like, and the open question is asked again.
    """

    asks: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    of: tuple[str, ...] = ()
    asking: bool = False
    first: bool = False
    intent: str | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.intent is None) == (self.text is None):
            raise ValueError("an aside is answered by an intent or by a text")
        if not (self.asks or self.together or self.of):
            raise ValueError("an aside says what it is asked with")
        if self.first and self.text is None:
            raise ValueError("an aside that goes first is answered by a text")
        return self

    def is_asked_in(self, heard: Said, bare: Said) -> bool:
        """Whether a text asks it in words of its own; `bare` is the text without the words beside."""
        if heard.names_any(self.asks) or bare.names_any(self.asks):
            return True
        return bool(self.together) and all(heard.names_any(group) for group in self.together)


class Asides(Strict):
    """All of them; the first that fits is meant. `beside`: words that may stand among those of a pattern."""

    beside: frozenset[str]
    asides: tuple[Aside, ...] = Field(min_length=1)


@cache
def load_asides() -> Asides:
    """`data/guidance/asides.yml`."""
    return guidance_table("asides.yml", Asides)


def aside_in(text: str) -> Aside | None:
    """The question that a message asks beside its facts, by its words; None without one.

    In a story one that goes first must stand in a sentence of its own: its words may be anywhere in one.
    """
    asides = load_asides().asides
    if len(text.split()) <= WORDS_BEFORE_A_STORY:
        return _asked_in(text, asides)
    first = [aside for aside in asides if aside.first]
    in_one = (_asked_in(one, first) for one in SENTENCE_END.split(text) if one.strip())
    found = next((aside for aside in in_one if aside), None)
    return found or _asked_in(text, [one for one in asides if not one.first])


def first_aside_in(text: str) -> Aside | None:
    """The question of a message that is answered before all else that it may mean; None without one."""
    if len(text.split()) > WORDS_BEFORE_A_STORY:
        return None
    return _asked_in(text, [one for one in load_asides().asides if one.first])


def _asked_in(text: str, asides: Sequence[Aside]) -> Aside | None:
    heard = said(text)
    bare = heard.without(load_asides().beside)
    asks = asks_somewhere(text)
    may_be = (one for one in asides if asks or not one.asking)
    return next((one for one in may_be if one.is_asked_in(heard, bare)), None)


def subject_asked(text: str) -> Aside | None:
    """What a message that asks is about, where it names that and asks in no words that are known."""
    if not is_question(text):
        return None
    heard = said(text)
    return next((one for one in load_asides().asides if heard.names_any(one.of)), None)
