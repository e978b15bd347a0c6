"""The tables of referrals. They belong to a conversation and are erased with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base


class Referral(Base):
    """One referral. `summary` is what the person has seen and what the partner gets, nothing else.

    `person_key` opens the person's own page, on which they say yes or no; `partner_key` opens what the
    partner may read until `link_until`. `way` is how it was sent last.
    """

    __tablename__ = "referrals"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    organisation: Mapped[str] = mapped_column(String(40))
    partner_kind: Mapped[str] = mapped_column(String(30))
    partner: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    way: Mapped[str | None] = mapped_column(String(10))
    person_key: Mapped[str] = mapped_column(String(43), unique=True)
    partner_key: Mapped[str] = mapped_column(String(43), unique=True)
    consent_version: Mapped[str | None] = mapped_column(String(20))
    consented_at: Mapped[datetime | None]
    link_until: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class ReferralMove(Base):
    """A step of a referral: who did what, and where it stands since."""

    __tablename__ = "referral_moves"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    referral_id: Mapped[str] = mapped_column(ForeignKey("referrals.id"), index=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(60))
    move: Mapped[str] = mapped_column(String(12))
    after: Mapped[str] = mapped_column(String(12))
