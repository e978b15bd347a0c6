"""What is answered about facts over HTTP."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from backends.facts.domain import Fact, Source, Status


class FactAnswer(BaseModel):
    """A fact as it may be said today.

    `certain`: verified and valid today. If not, `short` is the open question, and `text` says that it cannot
    be confirmed and who can; what the fact claims is not answered. `question` is what one can ask the source
    or a counsellor.
    """

    id: str
    topics: list[str]
    text: str
    short: str
    question: str
    certain: bool
    status: Status
    valid_from: date
    valid_to: date | None
    source: Source
    checked_on: date

    @classmethod
    def of(cls, fact: Fact, today: date) -> FactAnswer:
        """The fact as it is answered on that day."""
        certain = fact.is_certain(today)
        said = {"short": fact.short, "text": fact.text} if certain else {}
        asked = {"short": fact.question, "text": fact.unsure, "certain": certain}
        held = {name: getattr(fact, name) for name in cls.model_fields if name not in asked}
        return cls(**(held | asked | said))


class FactList(BaseModel):
    """Facts that answer a question, those that it names first, then the certain ones."""

    items: list[FactAnswer]
