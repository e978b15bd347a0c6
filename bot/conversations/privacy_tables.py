"""Tables of bot/privacy: contact data (encrypted), who read it, and that something was erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base


class Contact(Base):
    """How a person may be reached for one purpose. `sealed` is encrypted with the key that `key_id` names.

    `expires_at` is the day that the person was told.
    """

    __tablename__ = "contacts"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    key_id: Mapped[str] = mapped_column(String(12), index=True)
    consent_version: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ContactRead(Base):
    """That somebody read a person's contact data in clear: who, when, what for."""

    __tablename__ = "contact_reads"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(10))


class Erasure(Base):
    """The proof of an erasure: when, on whose word, how many rows of which table, and a hash of them.

    It holds nothing of what was erased. `erased` is the conversation's id, which leads to nothing any more.
    """

    __tablename__ = "erasures"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    erased: Mapped[str] = mapped_column(String(43), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(20))
    rows: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))


class RetentionCount(Base):
    """How many things the retention job has deleted, by day and purpose; no more is written down of them."""

    __tablename__ = "retention_counts"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
