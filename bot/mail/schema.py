"""The table of what is sent to contact data. It holds neither an address nor a word of what is sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversations.base import Base
from bot.conversations.writing import Leased


class Letter(Leased, Base):
    """One letter on its way, to the contact data of a purpose (`kind`: email or phone).

    `key` says what it is of its conversation, so that it is written once; `what` says which words it has.
    `lease` and `leased_until` say which process sends it just now. Where it carries a message of the journal,
    `seq` is that message's number and `answer_key` opens the page on which it is answered. `provider_key` is
    the hash of the id by which a provider may tell later that it was lost.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("letters_due", "state", "due_at"),
        Index("letters_answer_key", "answer_key", unique=True),
        Index("letters_provider_key", "provider_key"),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    what: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    tries: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(String(60))
    seq: Mapped[int | None] = mapped_column(Integer)
    answer_key: Mapped[str | None] = mapped_column(String(32))
    provider_key: Mapped[str | None] = mapped_column(String(64))
