"""The gateway's tables. Journal and outbox are one table, because they share one sequence a conversation."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base as Base

FIRST_ORGANISATION = "ohjaus"  # the first of data/settings/organisations.yml


class Conversation(Base):
    """A conversation. After its deletion only the row with `deleted_at` stays, so that we can say so.

    `counsellor` is who holds it while `owner` is counsellor. `active_at` is when somebody last wrote.
    `organisation` is whose counsellors may see it, and nobody else's.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        Index(
            "conversations_with_a_human",
            "owner",
            sqlite_where=text("owner IN ('waiting', 'counsellor')"),
            postgresql_where=text("owner IN ('waiting', 'counsellor')"),
        ),
        Index("conversations_active_at", "active_at"),
        Index("conversations_organisation", "organisation", "owner"),
    )

    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    engine_id: Mapped[str] = mapped_column(String(43), unique=True)
    channel: Mapped[str] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str] = mapped_column(String(12))
    last_seq: Mapped[int] = mapped_column(Integer, default=0)
    turns: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    counsellor: Mapped[str | None] = mapped_column(String(60))
    active_at: Mapped[datetime | None]
    organisation: Mapped[str] = mapped_column(
        String(40), default=FIRST_ORGANISATION, server_default=FIRST_ORGANISATION
    )


class Message(Base):
    """One message of either side. `turn` says what became of a learner's message.

    pending: the bot owes an answer; held: a counsellor does; done: it is answered; failed: nobody could.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_message_id"),
        Index(
            "messages_pending",
            "conversation_id",
            "seq",
            sqlite_where=text("turn = 'pending'"),
            postgresql_where=text("turn = 'pending'"),
        ),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    sender: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    buttons: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    cards: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    asking: Mapped[str | None] = mapped_column(String(40))
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    client_message_id: Mapped[str | None] = mapped_column(String(100))
    payload: Mapped[str | None] = mapped_column(Text)
    turn: Mapped[str | None] = mapped_column(String(8))
    noticed: Mapped[bool] = mapped_column(Boolean, default=False)


class Button(Base):
    """The payload behind a button's opaque id; learners never see payloads."""

    __tablename__ = "buttons"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    payload: Mapped[str] = mapped_column(Text)


class ProfileValue(Base):
    """What is known of a learner and where the dialogue stands, by key. The truth; slots are a copy."""

    __tablename__ = "profile"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime]


class Consent(Base):
    """A consent given or withdrawn. The last row of a purpose holds; none is ever inferred.

    Rows are in the order of the messages, not of the clock, which may be set back.
    """

    __tablename__ = "consents"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    message_seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    version: Mapped[str] = mapped_column(String(20))
    granted: Mapped[bool]


class PlanItem(Base):
    """An entry of a learner's plan (bot/plan). `key` says what it is, so that it is kept once."""

    __tablename__ = "plan_items"
    __table_args__ = (UniqueConstraint("conversation_id", "key"),)

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(120))
    item: Mapped[dict[str, Any]]
    done: Mapped[bool] = mapped_column(Boolean, default=False)
    position: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]


class PlanChange(Base):
    """Who changed what of a plan: an entry as it was before and as it is after; None where there is none."""

    __tablename__ = "plan_changes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class PlanLink(Base):
    """The unguessable key in the address of a plan's page. It opens the plan alone, and only to read."""

    __tablename__ = "plan_links"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(43), unique=True)
    at: Mapped[datetime]


class Reminder(Base):
    """Something that a learner wants to be reminded of; the scheduler's job of the same key brings it.

    `round_id` names the application round that it is of (bot/rounds); without one it is of a day alone.
    """

    __tablename__ = "reminders"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime]
    round_id: Mapped[int | None] = mapped_column(Integer, index=True)


class AppliedEffect(Base):
    """An effect that has been applied, so that a repeated turn has no second one."""

    __tablename__ = "applied_effects"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    message_seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)


class OwnerChange(Base):
    """A change of owner: from whom to whom, by whom, and why."""

    __tablename__ = "owner_changes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    at: Mapped[datetime]
    before: Mapped[str] = mapped_column(String(12))
    after: Mapped[str] = mapped_column(String(12))
    who: Mapped[str] = mapped_column(String(60))
    why: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str | None] = mapped_column(Text)


class Note(Base):
    """What counsellors write down about a conversation. Part of the person's own data, so of the export."""

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("conversation_id", "external_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    external_id: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)


class Job(Base):
    """Something timed (bot/scheduler): `kind` says what is done, `key` which one of its kind it is."""

    __tablename__ = "jobs"
    __table_args__ = (Index("jobs_due", "state", "due_at"),)

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    due_at: Mapped[datetime]
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(8))
    tries: Mapped[int] = mapped_column(Integer, default=0)
    done_at: Mapped[datetime | None]
