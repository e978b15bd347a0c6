"""A question that stands beside what a message tells, so that it is answered and not lost for the facts."""

from functools import cache

from pydantic import Field

from actions.guidance.data import guidance_table
from actions.tables import Strict
from nlu.naming import said


class Aside(Strict):
    """What a question is asked with (patterns of nlu.naming), and the intent that answers it."""

    intent: str
    asks: tuple[str, ...] = Field(min_length=1)


class Asides(Strict):
    """All of them; the first that fits is meant."""

    asides: tuple[Aside, ...] = Field(min_length=1)


@cache
def load_asides() -> Asides:
    """`data/guidance/asides.yml`."""
    return guidance_table("asides.yml", Asides)


def aside_in(text: str) -> str | None:
    """The intent of the question that a message asks beside its facts, by its words; None without one."""
    heard = said(text)
    return next((one.intent for one in load_asides().asides if heard.names_any(one.asks)), None)
