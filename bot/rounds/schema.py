"""The table of application rounds. Nothing of learners is in it."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base


class ApplicationRound(Base):
    """A time of applying, as an organisation's people or an import have noted it.

    `key` names an imported one, so that it is brought up to date and not kept twice. `courses` are the OIDs
    of the courses that it is of, between spaces; empty for a round of many. `last_on` is the last day on
    which it may be told.
    """

    __tablename__ = "application_rounds"
    __table_args__ = (
        Index("application_rounds_key", "organisation", "key", unique=True),
        Index("application_rounds_last", "organisation", "last_on"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    organisation: Mapped[str] = mapped_column(String(60))
    key: Mapped[str | None] = mapped_column(String(160))
    courses: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(String(120))
    opens_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date | None] = mapped_column(Date)
    closes_at: Mapped[str | None] = mapped_column(String(5))
    last_on: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(120))
    source_url: Mapped[str | None] = mapped_column(String(300))
    checked_on: Mapped[date] = mapped_column(Date)
    made_by: Mapped[str] = mapped_column(String(60))
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
