"""The console's own tables: people, sessions, sign-ins, the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.schema import Base


class Staff(Base):
    """A person who has signed in. `handle` is what their changes are signed with; it is never given again."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    issuer: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200))
    handle: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    signed_in_at: Mapped[datetime]
    language: Mapped[str | None] = mapped_column(String(2))


class StaffSession(Base):
    """A browser in which somebody is signed in. Of its secret only the hash is kept.

    `elsewhere` holds their roles in other organisations, by its id: what they may change over to.
    """

    __tablename__ = "staff_sessions"
    __table_args__ = (Index("staff_sessions_staff", "staff_id"),)

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    organisation: Mapped[str] = mapped_column(String(40))
    roles: Mapped[list[str]] = mapped_column(JSON)
    csrf: Mapped[str] = mapped_column(String(43))
    available: Mapped[bool] = mapped_column(Boolean, default=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    elsewhere: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")


class SignIn(Base):
    """A sign-in under way at the identity provider; used once, by the browser that began it."""

    __tablename__ = "sign_ins"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(43))
    verifier: Mapped[str] = mapped_column(String(86))
    at: Mapped[datetime]


class SentForm(Base):
    """A form that has had its effect (bot/console/once.py), by the hash of its number; kept two days."""

    __tablename__ = "sent_forms"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """Something that a person did or saw.

    Each row holds the hash of the one before it, so that none can be changed, left out or put between without
    notice. No words of anybody stand here.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("audit_organisation", "organisation", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    organisation: Mapped[str] = mapped_column(String(40))
    who: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60))
    target: Mapped[str | None] = mapped_column(String(100))
    outcome: Mapped[str] = mapped_column(String(12))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditCheck(Base):
    """A walk over the whole audit trail: how far it has come, and the first entry that is wrong, if one is.

    A walk that is over keeps its head, which the next one must find again.
    """

    __tablename__ = "audit_checks"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    entries: Mapped[int] = mapped_column(Integer)
    last_id: Mapped[int] = mapped_column(Integer)
    last_hash: Mapped[str] = mapped_column(String(64))
    wrong: Mapped[int | None] = mapped_column(Integer)


class SuggestionReview(Base):
    """What a counsellor made of a suggestion.

    Rejections and corrections wait for a lead, who approves them as data to learn from or not. `suggestion`
    is what was shown, never the person's words.
    """

    __tablename__ = "suggestion_reviews"
    __table_args__ = (Index("suggestion_reviews_state", "organisation", "state"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(300))
    suggestion: Mapped[dict[str, Any]] = mapped_column(JSON)
    decision: Mapped[str] = mapped_column(String(10))
    edited: Mapped[str | None] = mapped_column(String(300))
    reason: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    reviewed_by: Mapped[str | None] = mapped_column(String(60))
    reviewed_at: Mapped[datetime | None]


class FieldReceipt(Base):
    """That a tablet's record has come in, so that it is kept once however often it is sent.

    It says nothing of the person and stays when their conversation is erased: a late repetition brings
    nothing back.
    """

    __tablename__ = "field_receipts"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
