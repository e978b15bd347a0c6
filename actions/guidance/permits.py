"""Whether a message asks what a permit has to do with studying, as who learns Finnish asks it too."""

import re
from functools import cache

from actions.guidance.data import guidance_table
from actions.tables import Strict
from nlu.asking import asks_somewhere
from nlu.naming import said

SENTENCE = re.compile(r"[^.!?;,]+[.!?;,]*")


class Permits(Strict):
    """What permits are called, what tells that they are missing, and what is asked of them: patterns."""

    names: tuple[str, ...]
    also: tuple[str, ...]
    lacking: tuple[str, ...]
    studying: tuple[str, ...]


@cache
def load_permits() -> Permits:
    """`data/guidance/permits.yml`."""
    return guidance_table("permits.yml", Permits)


def asks_of_permits(text: str) -> bool:
    """Whether a message asks of a permit, or asks of studying and tells that a permit is missing.

    "minulla on oleskelulupa, mitä kurssi maksaa?" has one, and asks of something else.
    """
    table = load_permits()
    if not asks_somewhere(text):
        return False
    studies = said(text).names_any(table.studying)
    return any(_asks_in(sentence, table, studies) for sentence in SENTENCE.findall(text))


def _asks_in(sentence: str, table: Permits, studies: bool) -> bool:
    heard = said(sentence)
    lacks = studies and heard.names_any(table.lacking)
    if heard.names_any(table.names):
        return lacks or asks_somewhere(sentence)
    return lacks and heard.names_any(table.also)
