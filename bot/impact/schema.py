"""What figures are counted from: one row a conversation, in coarse classes, without words.

The rows are made from the conversations (bot/impact/gather.py) and go with them. A row can be detached from
its conversation (`conversation_id` null) when that reaches the end of its retention; then it names nobody.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.schema import Base


class ImpactRow(Base):
    """A conversation as it is counted. Columns with SmallInteger are 0 or 1.

    `month` is the one in which it began, in Helsinki ("2026-11"). `wish_*` are the worries and wishes that
    the intake keeps, `group_*` the target groups (data/impact/groups.yml), `fu_*` what follow-ups told.
    """

    __tablename__ = "impact_rows"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), unique=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    region: Mapped[str | None] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(20))
    campaign: Mapped[str | None] = mapped_column(String(100), index=True)
    place_type: Mapped[str | None] = mapped_column(String(30))
    organisation: Mapped[str | None] = mapped_column(String(60))
    age_band: Mapped[str | None] = mapped_column(String(8))
    education: Mapped[str | None] = mapped_column(String(30))
    employment: Mapped[str | None] = mapped_column(String(20))
    goal: Mapped[str | None] = mapped_column(String(20))
    left_at: Mapped[str | None] = mapped_column(String(40))
    wrote: Mapped[int] = mapped_column(SmallInteger)
    suggested: Mapped[int] = mapped_column(SmallInteger)
    saved: Mapped[int] = mapped_column(SmallInteger)
    human_asked: Mapped[int] = mapped_column(SmallInteger)
    human_reached: Mapped[int] = mapped_column(SmallInteger)
    human_asked_and_reached: Mapped[int] = mapped_column(SmallInteger)
    reached_in_10_min: Mapped[int] = mapped_column(SmallInteger)
    reached_in_day: Mapped[int] = mapped_column(SmallInteger)
    still_waiting: Mapped[int] = mapped_column(SmallInteger)
    wish_family: Mapped[int] = mapped_column(SmallInteger)
    wish_distance: Mapped[int] = mapped_column(SmallInteger)
    wish_contact: Mapped[int] = mapped_column(SmallInteger)
    wish_free: Mapped[int] = mapped_column(SmallInteger)
    wish_own_pace: Mapped[int] = mapped_column(SmallInteger)
    wish_small_start: Mapped[int] = mapped_column(SmallInteger)
    wish_language_support: Mapped[int] = mapped_column(SmallInteger)
    wish_all_ages: Mapped[int] = mapped_column(SmallInteger)
    group_little_education: Mapped[int] = mapped_column(SmallInteger)
    group_under_represented: Mapped[int] = mapped_column(SmallInteger)
    group_over_55: Mapped[int] = mapped_column(SmallInteger)
    group_out_of_work: Mapped[int] = mapped_column(SmallInteger)
    group_employed: Mapped[int] = mapped_column(SmallInteger)
    group_degree_part: Mapped[int] = mapped_column(SmallInteger)
    fu_agreed: Mapped[int] = mapped_column(SmallInteger)
    fu_asked: Mapped[int] = mapped_column(SmallInteger)
    fu_answered: Mapped[int] = mapped_column(SmallInteger)
    fu_applied: Mapped[int] = mapped_column(SmallInteger)
    fu_studying: Mapped[int] = mapped_column(SmallInteger)
    fu_needs_support: Mapped[int] = mapped_column(SmallInteger)
    outcome_answered: Mapped[int] = mapped_column(SmallInteger)
    outcome_employed: Mapped[int] = mapped_column(SmallInteger)
    outcome_studying: Mapped[int] = mapped_column(SmallInteger)
    feedback_good: Mapped[int] = mapped_column(SmallInteger)
    feedback_bad: Mapped[int] = mapped_column(SmallInteger)


class ImpactMark(Base):
    """What the assistant itself learns from a conversation: `kind` asked, skipped, told, unsure, unknown."""

    __tablename__ = "impact_marks"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    month: Mapped[str] = mapped_column(String(7))


class ImpactState(Base):
    """How far the rows have been brought up: to the conversation `last_id`, last active at `upto`."""

    __tablename__ = "impact_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    upto: Mapped[datetime | None]
    last_id: Mapped[str] = mapped_column(String(43))
    version: Mapped[int] = mapped_column(Integer)


class OpenFigure(Base):
    """A figure of an open table: what of a region, from which source, as of which day."""

    __tablename__ = "open_figures"

    table_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    region: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
