"""What is answered about facts over HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from backends.facts.book import FactBook
from backends.facts.checking import Reason, ToCheck
from backends.facts.domain import Fact, Source, Status
from backends.facts.overlay import FactContent, Fault, Problem


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


class UpkeepContent(BaseModel):
    """The part of a fact that an edit may change, as it stands now."""

    text: str
    short: str
    unsure: str
    question: str
    valid_from: date
    valid_to: date | None
    source: Source
    checked_on: date
    status: Status

    @classmethod
    def of(cls, fact: Fact) -> UpkeepContent:
        """That part of a fact."""
        return cls(**{name: getattr(fact, name) for name in cls.model_fields})


class UpkeepFact(BaseModel):
    """A fact for those who keep it: as released, as served now, and what somebody should look at.

    `edit` is the number of the reviewed edit that is served, None for the release's. `locked` facts change
    with a release alone. `days`: since it ended or was checked, or until it ends or begins.
    """

    id: str
    topics: list[str]
    locked: bool
    release: UpkeepContent
    served: UpkeepContent
    edit: int | None
    reason: Reason | None
    days: int | None


class UpkeepList(BaseModel):
    """All facts, what needs a look first."""

    items: list[UpkeepFact]

    @classmethod
    def of(cls, book: FactBook, reasons: Mapping[str, ToCheck]) -> UpkeepList:
        """The facts of a book; `reasons` are in the order of their gravity."""
        items = []
        for fact_id in [*reasons, *(one for one in book if one not in reasons)]:
            fact, why = book[fact_id], reasons.get(fact_id)
            items.append(
                UpkeepFact(
                    id=fact_id,
                    topics=list(fact.topics),
                    locked=fact.never_withheld,
                    release=UpkeepContent.of(book.release[fact_id]),
                    served=UpkeepContent.of(fact),
                    edit=book.edit_of(fact_id),
                    reason=why.reason if why else None,
                    days=why.days if why else None,
                )
            )
        return cls(items=items)


class EditBody(BaseModel):
    """An edit of a fact that is to be checked."""

    model_config = ConfigDict(extra="forbid")

    fact: Annotated[str, Field(min_length=1, max_length=100)]
    content: FactContent


class EditProblem(BaseModel):
    """What is wrong with which member of an edit."""

    field: str
    fault: Fault


class EditChecked(BaseModel):
    """What speaks against an edit; nothing where it could be laid over the fact."""

    problems: list[EditProblem]

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> EditChecked:
        """The problems as they are answered."""
        return cls(problems=[EditProblem(field=one.field, fault=one.fault) for one in problems])
