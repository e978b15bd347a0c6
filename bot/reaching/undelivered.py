"""What did not come through, of one organisation: messages that a channel lost, letters that were refused.

A person looks at each: sends it once more, or notes that they have seen to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging import letters as channel_letters
from bot.channels.messaging.schema import DeadLetter
from bot.conversations.schema import Conversation
from bot.mail import outbox
from bot.mail.schema import Letter

CHANNEL, LETTER = "channel", "letter"
MOST = 200


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that did not come through. `id` names it for what is done with it; `way` is how it went."""

    id: str
    sort: str
    way: str
    what: str
    conversation_id: str
    seq: int | None
    at: datetime
    reason: str


async def lost(session: AsyncSession, organisation: str) -> Sequence[Lost]:
    """All that nobody has looked at yet, the oldest first."""
    return sorted(
        [*await _by_channel(session, organisation), *await _by_letter(session, organisation)], key=_at
    )


async def count(session: AsyncSession, organisation: str) -> int:
    """How many there are."""
    numbers = (
        await session.scalar(
            select(func.count())
            .select_from(row)
            .join(Conversation, Conversation.id == row.conversation_id)
            .where(*conditions)
        )
        for row, conditions in (
            (DeadLetter, _open_in(organisation)),
            (Letter, _dead_in(organisation)),
        )
    )
    return sum([number or 0 async for number in numbers])


async def send_again(session: AsyncSession, organisation: str, sort: str, name: str, now: datetime) -> bool:
    """Send it once more; False where it is not theirs, was seen to, or nobody is reached by it."""
    if sort == CHANNEL:
        letter_id = await _channel_id(session, organisation, name)
        return letter_id is not None and await channel_letters.send_again(session, letter_id, now)
    letter = await _letter(session, organisation, name)
    if letter is None:
        return False
    outbox.again(letter, now)
    return True


async def settle(session: AsyncSession, organisation: str, sort: str, name: str, now: datetime) -> bool:
    """Note that somebody has seen to it; False where it is not theirs, or was seen to already."""
    if sort == CHANNEL:
        letter_id = await _channel_id(session, organisation, name)
        return letter_id is not None and await channel_letters.settle(session, letter_id, now)
    letter = await _letter(session, organisation, name)
    if letter is None:
        return False
    letter.state = outbox.SETTLED
    return True


async def _by_channel(session: AsyncSession, organisation: str) -> list[Lost]:
    rows = await session.scalars(
        select(DeadLetter)
        .join(Conversation, Conversation.id == DeadLetter.conversation_id)
        .where(*_open_in(organisation))
        .order_by(DeadLetter.id)
        .limit(MOST)
    )
    return [
        Lost(str(one.id), CHANNEL, one.channel, "answer", one.conversation_id, one.seq, one.at, one.reason)
        for one in rows
    ]


async def _by_letter(session: AsyncSession, organisation: str) -> list[Lost]:
    rows = await session.scalars(
        select(Letter)
        .join(Conversation, Conversation.id == Letter.conversation_id)
        .where(*_dead_in(organisation))
        .order_by(Letter.at, Letter.key)
        .limit(MOST)
    )
    return [
        Lost(
            f"{one.conversation_id} {one.key}",
            LETTER,
            one.kind,
            one.what,
            one.conversation_id,
            one.seq,
            one.at,
            one.reason or "",
        )
        for one in rows
    ]


async def _channel_id(session: AsyncSession, organisation: str, name: str) -> int | None:
    if not name.isascii() or not name.isdecimal() or len(name) > 9:
        return None
    found: int | None = await session.scalar(
        select(DeadLetter.id)
        .join(Conversation, Conversation.id == DeadLetter.conversation_id)
        .where(DeadLetter.id == int(name), *_open_in(organisation))
    )
    return found


async def _letter(session: AsyncSession, organisation: str, name: str) -> Letter | None:
    conversation_id, _, key = name.partition(" ")
    letter: Letter | None = await session.scalar(
        select(Letter)
        .join(Conversation, Conversation.id == Letter.conversation_id)
        .where(Letter.conversation_id == conversation_id, Letter.key == key, *_dead_in(organisation))
        .with_for_update(of=Letter)
    )
    return letter


def _open_in(organisation: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Conversation.organisation == organisation,
        Conversation.deleted_at.is_(None),
        DeadLetter.settled_at.is_(None),
        DeadLetter.again_at.is_(None),
    )


def _dead_in(organisation: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Conversation.organisation == organisation,
        Conversation.deleted_at.is_(None),
        Letter.state == outbox.DEAD,
    )


def _at(one: Lost) -> datetime:
    return one.at
