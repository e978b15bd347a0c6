"""A fact, and whether it may be stated as a rule today."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from datafiles import read_yaml


class Status(StrEnum):
    """Verified facts may be stated; of the others only who can confirm them may be said."""

    VERIFIED = "verified"
    DRAFT = "draft"
    UNVERIFIED = "unverified"


class Source(BaseModel):
    """Who says so; an address only where it is certain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    url: str | None = None


class Fact(BaseModel):
    """One entry of data/facts.

    `text` is what is known, `short` its subject in one sentence, `unsure` what is said while it may not be
    stated: who can confirm it. `topics` are intents that it answers, `words` what a question names it by
    (patterns of nlu.naming). `only_named`: it answers only questions that name it; `always`: it
    belongs to every answer of its topics. `never_withheld` is for crisis contacts, which neither a date nor
    a status holds back. `question` is what a learner can take to a counsellor.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+$")
    topics: tuple[str, ...]
    words: tuple[str, ...] = ()
    only_named: bool = False
    always: bool = False
    never_withheld: bool = False
    text: str = Field(min_length=1)
    short: str = Field(min_length=1)
    unsure: str = Field(min_length=1)
    question: str = Field(min_length=1)
    valid_from: date
    valid_to: date | None
    source: Source
    checked_on: date
    status: Status

    def has_begun(self, today: date) -> bool:
        """Whether its first day has come; before that there is nothing to say of it."""
        return self.never_withheld or self.valid_from <= today

    def is_valid(self, today: date) -> bool:
        """Whether its dates cover the day."""
        return self.has_begun(today) and (self.valid_to is None or today <= self.valid_to)

    def is_certain(self, today: date) -> bool:
        """Whether it may be stated as a rule on that day."""
        return self.never_withheld or (self.status is Status.VERIFIED and self.is_valid(today))


class FactsError(ValueError):
    """Facts that cannot be used: names the file and the reason."""


_FACTS = TypeAdapter(tuple[Fact, ...])


def load_facts(folder: Path) -> dict[str, Fact]:
    """All facts by their ids, in the order of the files. Raises FactsError."""
    facts: dict[str, Fact] = {}
    for path in sorted(folder.glob("*.yml")):
        for fact in _read(path):
            if fact.id in facts:
                raise FactsError(f"{path.name}: the id '{fact.id}' is used twice")
            facts[fact.id] = fact
    return facts


def _read(path: Path) -> tuple[Fact, ...]:
    try:
        return _FACTS.validate_python(read_yaml(path) or ())
    except yaml.YAMLError as error:
        raise FactsError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FactsError(f"{path.name}: {where}: {first['msg']}") from error
