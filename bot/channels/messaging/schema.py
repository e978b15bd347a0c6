"""Tables of the messaging channels (bot/channels/messaging)."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base
from bot.conversations.writing import Leased


class ChannelLink(Leased, Base):
    """An address of a messaging channel, the conversation that it belongs to, and how far that was sent.

    The address itself is encrypted (`sealed`); `address_key` is its keyed hash, by which it is found.
    `sent_seq` and `sent_part` say what has gone out, `due_at` when the next try is, `leased_until` and
    `lease` which process sends just now. `stop_seq`: the person wants no messages, nothing behind it goes
    out. `heard_at`: when they last wrote, `called_at`: when a template called them back since then.
    """

    __tablename__ = "channel_links"
    __table_args__ = (Index("channel_links_due_at", "due_at"),)

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    address_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    sealed: Mapped[str] = mapped_column(Text)
    sent_seq: Mapped[int] = mapped_column(Integer, default=0)
    sent_part: Mapped[int] = mapped_column(Integer, default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime | None]
    stop_seq: Mapped[int | None] = mapped_column(Integer)
    heard_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    made_at: Mapped[datetime]


class SeenEvent(Base):
    """An event of a provider that has had its effect, so that a second delivery has none."""

    __tablename__ = "channel_events"

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    event_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class Arrival(Base):
    """An event whose effect is to come (ordering.py), and of a channel that is counted the last that is done.

    `line`: within what events have their `place`: a person's address key, or empty for the whole channel.
    """

    __tablename__ = "channel_arrivals"
    __table_args__ = (Index("channel_arrivals_line", "channel", "line"),)

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    line: Mapped[str] = mapped_column(String(64))
    place: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
    done: Mapped[bool] = mapped_column(Boolean)


class Sending(Base):
    """A part of a message that a provider has taken, by the hash of the id that it gave."""

    __tablename__ = "channel_sendings"

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    seq: Mapped[int] = mapped_column(Integer)
    part: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(index=True)


class DeadLetter(Base):
    """A message that a channel never took, or lost, for a person to look at.

    Its words stay in the journal alone. The parts from `part` to `last_part` (None: all that follow) are
    missing; `again_at`: since when it is being sent again.
    """

    __tablename__ = "dead_letters"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    seq: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    part: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    last_part: Mapped[int | None] = mapped_column(Integer)
    again_at: Mapped[datetime | None]


class LinkCode(Base):
    """A one-time code by which a person carries a conversation to another channel. Only its hash is kept."""

    __tablename__ = "link_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
