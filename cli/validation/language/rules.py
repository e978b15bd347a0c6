"""The rules of plain Finnish, as data (`data/language/plain.yml`)."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from actions.tables import Strict, read_table

Rule = Literal[
    "length", "word", "passive", "questions", "commas", "instead", "explain", "never", "you", "rare"
]


class Limits(Strict):
    """How long and how tangled a sentence, and a message, may be."""

    sentence_words: int = Field(ge=5)
    mean_words: float = Field(ge=4)
    word_letters: int = Field(ge=10)
    passives: int = Field(ge=0)
    questions: int = Field(ge=1)
    commas: int = Field(ge=1)
    least_seen: int = Field(ge=1)


class Source(Strict):
    """A file, or several by a pattern, and which of its strings are said to learners.

    `questions`: how many questions one of its messages may ask, where not the usual number.
    """

    path: str
    under: str | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    questions: int | None = None


class Excuse(Strict):
    """A message that breaks a rule with good reason."""

    file: str
    starts: str = Field(min_length=3)
    rule: Rule
    why: str = Field(min_length=10)


class PlainFinnish(Strict):
    """All rules. `instead` and `explain` are by base form, `never` are beginnings of phrases.

    `known`: base forms that learners hardly write and know all the same, and names of services.
    """

    limits: Limits
    files: tuple[Source, ...] = Field(min_length=1)
    instead: dict[str, str]
    explain: dict[str, tuple[str, ...]]
    never: tuple[str, ...]
    known: frozenset[str] = frozenset()
    exceptions: tuple[Excuse, ...] = ()


def read_rules(root: Path) -> PlainFinnish:
    """Read the rules. Raises TableError where the file breaks its schema."""
    return read_table(root / "data" / "language" / "plain.yml", PlainFinnish)
