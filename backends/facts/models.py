"""What is answered about facts over HTTP."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from backends.facts.domain import Fact, Source, Status


class FactAnswer(BaseModel):
    """A fact. `certain`: verified and valid today; if not, its text says only who can confirm it."""

    id: str
    topics: list[str]
    text: str
    short: str
    certain: bool
    status: Status
    valid_from: date
    valid_to: date | None
    source: Source
    checked_on: date

    @classmethod
    def of(cls, fact: Fact, today: date) -> FactAnswer:
        """The fact as it is answered on that day."""
        return cls(**fact.model_dump(), certain=fact.is_certain(today))


class FactList(BaseModel):
    """Facts whose dates cover today, the certain ones first."""

    items: list[FactAnswer]
