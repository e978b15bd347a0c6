"""A fact, and whether it may be stated as a rule today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError


class Status(StrEnum):
    """Verified facts may be stated; of the others only who can confirm them may be said."""

    VERIFIED = "verified"
    DRAFT = "draft"
    UNVERIFIED = "unverified"


class Source(BaseModel):
    """Who says so; an address only where it is certain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    url: str | None = None


class Fact(BaseModel):
    """One entry of data/facts. `topics` are intents that it answers; `short` is one sentence of `text`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    topics: tuple[str, ...]
    text: str
    short: str
    valid_from: date
    valid_to: date | None
    source: Source
    checked_on: date
    status: Status

    def is_valid(self, today: date) -> bool:
        """Whether its dates cover the day."""
        return self.valid_from <= today and (self.valid_to is None or today <= self.valid_to)

    def is_certain(self, today: date) -> bool:
        """Whether it may be stated as a rule on that day."""
        return self.status is Status.VERIFIED and self.is_valid(today)


class FactsError(ValueError):
    """Facts that cannot be used: names the file and the reason."""


_FACTS = TypeAdapter(tuple[Fact, ...])


def load_facts(folder: Path) -> dict[str, Fact]:
    """All facts by their ids, in the order of the files."""
    facts: dict[str, Fact] = {}
    for path in sorted(folder.glob("*.yml")):
        for fact in _read(path):
            if fact.id in facts:
                raise FactsError(f"{path.name}: the id '{fact.id}' is used twice")
            facts[fact.id] = fact
    return facts


def about(facts: Iterable[Fact], topic: str | None, today: date) -> list[Fact]:
    """Facts whose dates cover the day, of one topic if given; the certain ones first."""
    valid = [fact for fact in facts if fact.is_valid(today) and (topic is None or topic in fact.topics)]
    return sorted(valid, key=lambda fact: not fact.is_certain(today))


def _read(path: Path) -> tuple[Fact, ...]:
    try:
        return _FACTS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or ())
    except yaml.YAMLError as error:
        raise FactsError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FactsError(f"{path.name}: {where}: {first['msg']}") from error
