"""The tables of the upkeep of knowledge."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Integer, String, text
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
