"""The tables of the upkeep of knowledge."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base


class FactEdit(Base):
    """An edit to a fact: by whom, from what it went out, who agreed. Of a fact one edit at most is approved.

    `content` None leads back to the release's fact. `based_on` is the edit that was approved when this one
    was written, None for the release's. `why` is the author's reason, `reason` the reviewer's.
    """

    __tablename__ = "fact_edits"
    __table_args__ = (
        Index("fact_edits_fact", "fact_id", "state"),
        Index(
            "fact_edits_one_approved",
            "fact_id",
            unique=True,
            sqlite_where=text("state = 'approved'"),
            postgresql_where=text("state = 'approved'"),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    fact_id: Mapped[str] = mapped_column(String(60))
    organisation: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    based_on: Mapped[int | None] = mapped_column(Integer)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    why: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    reviewer: Mapped[str | None] = mapped_column(String(60))
    reviewed_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(300))


class Unanswered(Base):
    """A turn that had no answer or no sure one: why, what it likely meant, and its telling words.

    `words` are base forms in the order of the alphabet; which of them are shown says bot/knowledge/grouping.
    """

    __tablename__ = "unanswered"
    __table_args__ = (
        Index("unanswered_organisation", "organisation", "at"),
        Index("unanswered_at", "at"),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    message_seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(16))
    intent: Mapped[str | None] = mapped_column(String(60))
    confidence: Mapped[float | None] = mapped_column(Float)
    words: Mapped[list[str]] = mapped_column(JSON)
