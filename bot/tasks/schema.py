"""The table of tasks."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base


class Task(Base):
    """Something to be done by a day. With an `owner` it is that counsellor's, without one the project's.

    One that belongs to a conversation is erased with it. `postponed` counts how often its day was moved.
    """

    __tablename__ = "staff_tasks"
    __table_args__ = (Index("staff_tasks_whose", "organisation", "owner", "due_on"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(40))
    owner: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(300))
    due_on: Mapped[date] = mapped_column(Date)
    postponed: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(60))
