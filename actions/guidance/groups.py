"""Answers "otetaanko miehiä?" to the point: whether people like the one who asks are let in."""

import re
from collections.abc import Collection
from functools import cache

from pydantic import Field, model_validator

from actions.dialogue.guide import Guide
from actions.guidance.data import Name, guidance_table
from actions.tables import Strict
from nlu.analysis import shared_analyzer
from nlu.asking import is_question
from nlu.reading import read_message

SENTENCE_END = re.compile(r"(?<=[?.!])\s+")
CLAUSE_END = re.compile(r"(?<=[?.!,;])\s+")
MOST_WORDS = 12  # a longer message tells a story and asks nothing of this kind


class Group(Strict):
    """People who may wonder whether they are let in: what names them, what asks of them alone, and
    what they are told."""

    id: Name
    words: tuple[str, ...] = Field(min_length=1)
    asking: tuple[str, ...] = ()
    text: str

    def is_named_by(self, bases: Collection[str]) -> bool:
        """Whether one of a message's base forms names the group; a word with * is a beginning."""
        beginnings = tuple(word.removesuffix("*") for word in self.words if word.endswith("*"))
        return any(base in self.words or base.startswith(beginnings) for base in bases)


class Groups(Strict):
    """All groups, and the verbs that ask."""

    asking: tuple[str, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> "Groups":
        words = [word for group in self.groups for word in group.words]
        if len(set(words)) < len(words):
            raise ValueError("a word names two groups")
        return self


@cache
def load_groups() -> Groups:
    """`data/guidance/groups.yml`."""
    return guidance_table("groups.yml", Groups)


def group_asked(text: str) -> Group | None:
    """The group that a question names, if it asks whether they are let in."""
    table = load_groups()
    clauses = [*SENTENCE_END.split(text), *CLAUSE_END.split(text)]
    return next((group for clause in clauses if (group := _group_in(clause, table))), None)


def _group_in(clause: str, table: Groups) -> Group | None:
    words = clause.split()
    if len(words) > MOST_WORDS:
        return None
    text = clause
    lemmas = {lemma for token in read_message(text).tokens for lemma in _bases(token.text, token.lemma)}
    group = next((group for group in table.groups if group.is_named_by(lemmas)), None)
    if group is None or not is_question(text):
        return None
    asking = (*table.asking, *group.asking)
    return group if any(word.lower().startswith(asking) for word in words) else None


def answer_of_groups(guide: Guide) -> bool:
    """Say what the group that the message asks of is told. Returns whether there was one."""
    group = None if guide.turn.is_button else group_asked(guide.turn.text)
    if group is None:
        return False
    guide.reply.say_text(group.text, [], {})
    return True


def _bases(word: str, lemma: str) -> set[str]:
    return {lemma, word.lower(), *shared_analyzer().lemmas(word)}
