"""The tables of outreach. None holds anything of a learner: scans are counted by day, without an address."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.schema import Base


class Campaign(Base):
    """A place where people are met: its code is on posters and cards, and the `source` of conversations.

    `goal` is how many conversations are hoped for. `ends_on` is the last day; None leaves it open.
    """

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    place_type: Mapped[str] = mapped_column(String(30))
    municipality: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    partner: Mapped[str] = mapped_column(String(120))
    greeting: Mapped[str | None] = mapped_column(String(300))
    goal: Mapped[int | None] = mapped_column(Integer)
    organisation: Mapped[str | None] = mapped_column(String(60), index=True)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]


class Scans(Base):
    """How often a campaign's link was opened on a day (in Helsinki), by what is no robot."""

    __tablename__ = "campaign_scans"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class Visit(Base):
    """An outreach worker's visit somewhere. `met` is about how many people they spoke with."""

    __tablename__ = "outreach_visits"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    organisation: Mapped[str | None] = mapped_column(String(60), index=True)
    day: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(120))
    place_type: Mapped[str] = mapped_column(String(30))
    municipality: Mapped[str] = mapped_column(String(60))
    met: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]


class Contact(Base):
    """A partner that the outreach worker keeps in touch with, and what is to be done next.

    `person` and `reached_at` are of somebody at work: name or title, work number or address.
    """

    __tablename__ = "outreach_contacts"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    organisation: Mapped[str | None] = mapped_column(String(60), index=True)
    partner: Mapped[str] = mapped_column(String(120))
    place_type: Mapped[str] = mapped_column(String(30))
    municipality: Mapped[str] = mapped_column(String(60))
    person: Mapped[str] = mapped_column(String(120))
    reached_at: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12))
    next_step: Mapped[str] = mapped_column(String(300))
    next_on: Mapped[date | None] = mapped_column(Date)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]


class Meeting(Base):
    """A meeting with a partner: what it was about and what was decided."""

    __tablename__ = "outreach_meetings"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    organisation: Mapped[str] = mapped_column(String(60), index=True)
    partner: Mapped[str] = mapped_column(String(120))
    day: Mapped[date] = mapped_column(Date)
    topic: Mapped[str] = mapped_column(String(300))
    decided: Mapped[str] = mapped_column(String(1000))
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]


class Agreement(Base):
    """What was agreed with a partner. `ends_on` is the last day; None leaves it open."""

    __tablename__ = "outreach_agreements"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    organisation: Mapped[str] = mapped_column(String(60), index=True)
    partner: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(12))
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
