"""Which address belongs to which conversation. Every function works in the transaction of its session."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.schema import ChannelLink, DeadLetter, SeenEvent
from bot.conversations.schema import Conversation
from bot.conversations.writing import held_row, insert_once, is_free, take_lease

Key = tuple[str, str]  # channel, address_key

LEASE = timedelta(seconds=60)


async def find(session: AsyncSession, channel: str, keys: Sequence[str]) -> ChannelLink | None:
    """The link of an address, by whichever of the keys it was noted."""
    link: ChannelLink | None = await session.scalar(
        select(ChannelLink).where(ChannelLink.channel == channel, ChannelLink.address_key.in_(keys))
    )
    return link


async def put(
    session: AsyncSession, key: Key, sealed: str, conversation_id: str, now: datetime, sent_seq: int = 0
) -> None:
    """Link an address to a conversation, whatever it had before; what is behind `sent_seq` goes out."""
    await session.execute(delete(ChannelLink).where(*_is(key)))
    await begin(session, key, sealed, conversation_id, now, sent_seq)


async def begin(
    session: AsyncSession, key: Key, sealed: str, conversation_id: str, now: datetime, sent_seq: int = 0
) -> None:
    """Link an address that has no conversation yet.

    Raises:
        IntegrityError: it has one: another gateway heard from it at the same moment.
    """
    session.add(
        ChannelLink(
            channel=key[0],
            address_key=key[1],
            conversation_id=conversation_id,
            sealed=sealed,
            sent_seq=sent_seq,
            sent_part=0,
            tries=0,
            heard_at=now,
            made_at=now,
        )
    )
    await session.flush()


async def first_time(session: AsyncSession, channel: str, event_id: str, now: datetime) -> bool:
    """Note an event of the provider; False when it has had its effect already."""
    return await insert_once(session, SeenEvent, {"channel": channel, "event_id": event_id, "at": now})


async def was_seen(session: AsyncSession, channel: str, event_id: str) -> bool:
    """Whether an event of the provider has had its effect."""
    return await session.get(SeenEvent, (channel, event_id)) is not None


async def note_heard(session: AsyncSession, key: Key, now: datetime) -> None:
    """The person has written: what waited for that goes out, and who had stopped hears from us again.

    What came while they wanted no messages is not sent after all.
    """
    mine = _is(key)
    last_seq = select(Conversation.last_seq).where(Conversation.id == ChannelLink.conversation_id)
    await session.execute(
        update(ChannelLink)
        .where(*mine, ChannelLink.stop_seq.is_not(None))
        .values(stop_seq=None, sent_seq=last_seq.scalar_subquery(), sent_part=0)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(ChannelLink)
        .where(*mine)
        .values(heard_at=now, called_at=None, due_at=None, tries=0)
        .execution_options(synchronize_session=False)
    )


async def stop(session: AsyncSession, key: Key, after: int | None = None) -> None:
    """Send nothing more behind `after`, or behind what has gone out already."""
    await session.execute(
        update(ChannelLink)
        .where(*_is(key))
        .values(stop_seq=ChannelLink.sent_seq if after is None else after, due_at=None)
        .execution_options(synchronize_session=False)
    )


async def forget_seen(session: AsyncSession, before: datetime) -> None:
    """Providers deliver again for days at most; what is older need not be known."""
    await session.execute(delete(SeenEvent).where(SeenEvent.at < before))


async def unsent(
    session: AsyncSession, now: datetime, conversations: Collection[str] | None, most: int
) -> dict[Key, str]:
    """Links with something to send, with their conversations: of `conversations`, and whose next try is due.

    With None for `conversations` all links are looked at.
    """
    wanted = [ChannelLink.due_at <= now]
    if conversations is None:
        wanted.append(ChannelLink.due_at.is_(None))
    elif conversations:
        wanted.append(ChannelLink.conversation_id.in_(conversations))
    rows = await session.execute(
        select(ChannelLink.channel, ChannelLink.address_key, ChannelLink.conversation_id)
        .join(Conversation, Conversation.id == ChannelLink.conversation_id)
        .where(
            or_(*wanted),
            Conversation.deleted_at.is_(None),
            or_(_has_news(), _has_letters()),
            or_(ChannelLink.due_at.is_(None), ChannelLink.due_at <= now),
            is_free(ChannelLink, now),
        )
        .limit(most)
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def lease(session: AsyncSession, key: Key, now: datetime) -> str | None:
    """Take the sending of a link for a minute; None while another process has it."""
    return await take_lease(session, ChannelLink, now, LEASE, *_is(key))


async def held(session: AsyncSession, key: Key, lease: str) -> ChannelLink | None:
    """The link, if the lease is still ours."""
    return await held_row(session, ChannelLink, lease, *_is(key))


def _has_news() -> ColumnElement[bool]:
    """Whether a link's conversation holds what has not gone out, and the person wants it."""
    return and_(
        Conversation.last_seq > ChannelLink.sent_seq,
        or_(ChannelLink.stop_seq.is_(None), ChannelLink.stop_seq > ChannelLink.sent_seq),
    )


def _has_letters() -> ColumnElement[bool]:
    """Whether something is to be sent once more (letters.send_again)."""
    waiting = exists().where(
        DeadLetter.conversation_id == ChannelLink.conversation_id,
        DeadLetter.channel == ChannelLink.channel,
        DeadLetter.again_at.is_not(None),
        DeadLetter.settled_at.is_(None),
    )
    return and_(ChannelLink.stop_seq.is_(None), waiting)


def _is(key: Key) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ChannelLink.channel == key[0], ChannelLink.address_key == key[1]
