"""Meetings and agreements with partners, in the database. Words are masked as all that is kept.

A work number or address may stand in them, a henkilötunnus may not.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.masked import masked
from bot.outreach.schema import Agreement, Meeting
from privacy.masking import WHAT_NOBODY_MAY_WRITE

MOST_SHOWN = 200
Day = Annotated[date, Field(ge=date(2020, 1, 1), le=date(2100, 1, 1))]
Partner = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class AgreementState(StrEnum):
    """How far it has come with an agreement."""

    TALKED = "talked"
    AGREED = "agreed"
    SIGNED = "signed"
    ENDED = "ended"


class NewMeeting(BaseModel):
    """A meeting to be written down."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    partner: Partner
    day: Day
    topic: Line
    decided: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""


class NewAgreement(BaseModel):
    """An agreement to be kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    partner: Partner
    about: Line
    state: AgreementState = AgreementState.TALKED
    begins_on: Day | None = None
    ends_on: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValueError("ends before it begins")
        return self


async def add_meeting(session: AsyncSession, organisation: str, new: NewMeeting, who: str) -> Meeting:
    """Write a meeting down."""
    meeting = Meeting(
        organisation=organisation,
        partner=_kept(new.partner, 120),
        day=new.day,
        topic=_kept(new.topic, 300),
        decided=_kept(new.decided, 1_000),
        made_by=who[:60],
        made_at=datetime.now(UTC),
    )
    session.add(meeting)
    await session.flush()
    return meeting


async def add_agreement(session: AsyncSession, organisation: str, new: NewAgreement, who: str) -> Agreement:
    """Keep an agreement."""
    agreement = Agreement(
        organisation=organisation,
        partner=_kept(new.partner, 120),
        about=_kept(new.about, 300),
        state=new.state,
        begins_on=new.begins_on,
        ends_on=new.ends_on,
        made_by=who[:60],
        made_at=datetime.now(UTC),
    )
    session.add(agreement)
    await session.flush()
    return agreement


async def meetings(session: AsyncSession, organisation: str) -> Sequence[Meeting]:
    """The meetings of an organisation, the newest first."""
    query = select(Meeting).where(Meeting.organisation == organisation)
    return list(
        await session.scalars(query.order_by(Meeting.day.desc(), Meeting.id.desc()).limit(MOST_SHOWN))
    )


async def agreements(session: AsyncSession, organisation: str) -> Sequence[Agreement]:
    """The agreements of an organisation, by partner."""
    query = select(Agreement).where(Agreement.organisation == organisation)
    return list(await session.scalars(query.order_by(Agreement.partner, Agreement.id).limit(MOST_SHOWN)))


async def one[T: (Meeting, Agreement)](
    session: AsyncSession, table: type[T], organisation: str, number: int
) -> T | None:
    """A row of one's own organisation."""
    row = await session.get(table, number)
    return row if row is not None and row.organisation == organisation else None


def _kept(text: str, longest: int) -> str:
    return masked(text, WHAT_NOBODY_MAY_WRITE)[:longest] if text else ""
