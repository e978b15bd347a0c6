"""A question that stands beside what a message tells, so that it is answered and not lost for the facts."""

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from actions.guidance.data import guidance_table
from actions.tables import Strict
from nlu.naming import said


class Aside(Strict):
    """What a question is asked with (patterns of nlu.naming), and what answers it: an intent, or a text."""

    asks: tuple[str, ...] = Field(min_length=1)
    intent: str | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.intent is None) == (self.text is None):
            raise ValueError("an aside is answered by an intent or by a text")
        return self


class Asides(Strict):
    """All of them; the first that fits is meant. `beside`: words that may stand among those of a pattern."""

    beside: frozenset[str]
    asides: tuple[Aside, ...] = Field(min_length=1)


@cache
def load_asides() -> Asides:
    """`data/guidance/asides.yml`."""
    return guidance_table("asides.yml", Asides)


def aside_in(text: str) -> Aside | None:
    """The question that a message asks beside its facts, by its words; None without one."""
    heard = said(text)
    bare = heard.without(load_asides().beside)
    patterns = load_asides().asides
    return next((one for one in patterns if heard.names_any(one.asks) or bare.names_any(one.asks)), None)
