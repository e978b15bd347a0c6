"""The table of the training path."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.schema import Base


class TrainingMark(Base):
    """Somebody has gone through a lesson. What they answered is not kept: it is practice, not an exam."""

    __tablename__ = "training_marks"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]
