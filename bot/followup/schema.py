"""The tables of follow-ups, which belong to a conversation, and of surveys, which belong to nobody."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.schema import Base


class FollowUp(Base):
    """One thing that is asked later, with the scheduler's job of the same key. `answers`: question to option.

    `state`: offered, waiting, asked, answered, declined, cancelled (bot/followup/states.py).
    """

    __tablename__ = "follow_ups"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    due_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)


class SurveyTicket(Base):
    """That a learner was offered a survey, and whether they opened it: not with which token."""

    __tablename__ = "survey_tickets"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    survey: Mapped[str] = mapped_column(String(20), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    opened: Mapped[bool] = mapped_column(Boolean)


class SurveyToken(Base):
    """The right to answer a survey once. It knows neither a person nor a moment; `valid_to` is a month's end.

    The table is in the order of the hashes (no row ids in SQLite), so that nothing tells who came after whom.
    """

    __tablename__ = "survey_tokens"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    survey: Mapped[str] = mapped_column(String(20))
    organisation: Mapped[str | None] = mapped_column(String(60))
    valid_to: Mapped[date] = mapped_column(Date)
    used: Mapped[bool] = mapped_column(Boolean)


class SurveyAnswer(Base):
    """An answered survey, by itself: question to chosen option, the month, no token and no moment."""

    __tablename__ = "survey_answers"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    survey: Mapped[str] = mapped_column(String(20), index=True)
    organisation: Mapped[str | None] = mapped_column(String(60))
    month: Mapped[str] = mapped_column(String(7))
    region: Mapped[str | None] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)


class TrainingNeed(Base):
    """What an employer told of training needs on the short form; of the one who wrote nothing is kept.

    `batch`: the name of the file that it was imported from; None for what came by the page.
    """

    __tablename__ = "training_needs"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    day: Mapped[date] = mapped_column(Date)
    region: Mapped[str | None] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    batch: Mapped[str | None] = mapped_column(String(60))
