"""What is said of the conversation itself in place of an answer: it is spoken to, and answers no question."""

import re
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from actions.dialogue.lengths import WORDS_BEFORE_A_STORY
from actions.guidance.data import Name, guidance_table
from actions.tables import Strict
from nlu.asking import asks_somewhere
from nlu.naming import FOLDED, Said, said

REMARKS, PRACTICAL = "remarks.yml", "practical.yml"
AROUND_A_TEXT = " .,!?:;)("
DOTS = re.compile(r"[.…\s]{2,}")


class Remark(Strict):
    """What such a message is known by (patterns of nlu.naming), and what it is told: a text, a response,
    or by an intent.

    Any of `says` is enough, or one of each group of `together`, or that the message is one of `whole` and
    not a word more. Nothing of `unless` may stand in it. With `asking` it counts only in a message that asks,
    with `at` only while one of these questions is open. Of several `texts` each return takes the next.
    One that `closes` leaves the question: "missä vaan" is the whole country. With `plain` the rest is said in
    the plainest Finnish, with `for_another` it is heard as told by somebody else. Dots alone make one that is
    `silent`.
    """

    id: Name
    says: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    whole: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    asking: bool = False
    at: tuple[Name, ...] = ()
    not_at: tuple[Name, ...] = ()
    texts: tuple[str, ...] = ()
    intent: str | None = None
    response: str | None = None
    closes: bool = False
    plain: bool = False
    for_another: bool = False
    silent: bool = False

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if [bool(self.texts), bool(self.intent), bool(self.response)].count(True) != 1:
            raise ValueError(f"{self.id} is answered by texts or by an intent or a response")
        if not (self.says or self.together or self.whole):
            raise ValueError(f"{self.id} says what it is known by")
        return self

    def is_made_in(self, heard: Said, bare: Said) -> bool:
        """Whether a message makes it; `bare` is the message without the words around."""
        if heard.names_any(self.unless):
            return False
        if heard.names_any(self.says) or bare.names_any(self.says):
            return True
        if bare.words and any(len(bare.words) == len(one.split()) and bare.names(one) for one in self.whole):
            return True
        return bool(self.together) and all(heard.names_any(group) for group in self.together)


class Remarks(Strict):
    """All of them; the first that fits is meant. `around`: words that may stand among those of a pattern."""

    around: frozenset[str]
    remarks: tuple[Remark, ...] = Field(min_length=1)


@cache
def load_remarks(name: str = REMARKS) -> Remarks:
    """`data/guidance/remarks.yml`, or the practical questions of `practical.yml`."""
    return guidance_table(name, Remarks)


@cache
def _around(name: str) -> frozenset[str]:
    """The words around in the forms of `Said`, which has no umlauts."""
    return frozenset(word.translate(FOLDED) for word in load_remarks(name).around)


def remark_in(text: str, asked: str | None) -> Remark | None:
    """The remark that a message makes while the question `asked` is open (None: one of a talk)."""
    return _made_in(text, asked, REMARKS)


def practical_question_in(text: str, asked: str | None) -> Remark | None:
    """The practical question that stands in place of an answer: "kauanko semmonen kestää"."""
    return _made_in(text, asked, PRACTICAL)


def _made_in(text: str, asked: str | None, name: str) -> Remark | None:
    if len(text.split()) > WORDS_BEFORE_A_STORY:
        return None
    heard = said(text.strip(AROUND_A_TEXT))
    bare = heard.without(_around(name))
    asks, silent = asks_somewhere(text), bool(DOTS.fullmatch(text.strip()))
    for one in load_remarks(name).remarks:
        here = (not one.at or asked in one.at) and asked not in one.not_at
        if not here or (one.asking and not asks):
            continue
        if (one.silent and silent) or one.is_made_in(heard, bare):
            return one
    return None
