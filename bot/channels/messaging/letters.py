"""Dead letters, for a person to look at: messages that a channel never took, or lost.

```mermaid
stateDiagram-v2
  [*] --> open: refused, lost, or a day of trying is over
  open --> again: a person wants it sent once more
  again --> settled: the channel has taken all that was missing
  again --> open: refused once more
  open --> settled: a person has looked at it
```

Every function works in the transaction of the session that it gets.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.schema import ChannelLink, DeadLetter

Work = Callable[[AsyncSession, int, datetime], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that was not taken. Whose it is and what it says stands in the conversation alone."""

    id: int
    channel: str
    at: datetime
    reason: str


async def bury(
    session: AsyncSession,
    channel: str,
    conversation_id: str,
    seq: int,
    reason: str,
    now: datetime,
    *,
    part: int = 0,
    last_part: int | None = None,
) -> None:
    """Note that parts of a message never came through; with None for `last_part` all from `part` on."""
    session.add(
        DeadLetter(
            conversation_id=conversation_id,
            channel=channel,
            seq=seq,
            reason=reason[:100],
            at=now,
            part=part,
            last_part=last_part,
        )
    )


async def unsettled(session: AsyncSession, most: int = 200) -> list[Letter]:
    """What nobody has looked at yet, oldest first."""
    rows = await session.scalars(
        select(DeadLetter)
        .where(DeadLetter.settled_at.is_(None), DeadLetter.again_at.is_(None))
        .order_by(DeadLetter.id)
        .limit(most)
    )
    return [Letter(row.id, row.channel, row.at, row.reason) for row in rows]


async def undelivered(session: AsyncSession, conversation_id: str) -> frozenset[int]:
    """The sequence numbers of a conversation's messages that did not come through."""
    rows = await session.scalars(
        select(DeadLetter.seq).where(
            DeadLetter.conversation_id == conversation_id, DeadLetter.settled_at.is_(None)
        )
    )
    return frozenset(rows)


async def settle(session: AsyncSession, letter_id: int, now: datetime) -> bool:
    """Note that somebody has looked at a letter; False where there is none to look at."""
    found = await session.scalar(
        update(DeadLetter)
        .where(DeadLetter.id == letter_id, DeadLetter.settled_at.is_(None), DeadLetter.again_at.is_(None))
        .values(settled_at=now)
        .returning(DeadLetter.id)
    )
    return found is not None


async def send_again(session: AsyncSession, letter_id: int, now: datetime) -> bool:
    """Let the courier send what is missing once more; False where it can no longer be sent."""
    letter = await session.get(DeadLetter, letter_id, with_for_update=True)
    if letter is None or letter.settled_at is not None or letter.again_at is not None:
        return False
    reached = await session.scalar(
        update(ChannelLink)
        .where(
            ChannelLink.channel == letter.channel,
            ChannelLink.conversation_id == letter.conversation_id,
            ChannelLink.stop_seq.is_(None),
        )
        .values(tries=0, due_at=now)
        .returning(ChannelLink.channel)
    )
    if reached is None:
        return False
    letter.again_at = now
    return True


async def next_again(session: AsyncSession, link: ChannelLink) -> DeadLetter | None:
    """The oldest letter of a link that is to be sent once more; none while the person wants no messages."""
    if link.stop_seq is not None:
        return None
    letter: DeadLetter | None = await session.scalar(
        select(DeadLetter)
        .where(
            DeadLetter.channel == link.channel,
            DeadLetter.conversation_id == link.conversation_id,
            DeadLetter.again_at.is_not(None),
            DeadLetter.settled_at.is_(None),
        )
        .order_by(DeadLetter.id)
        .limit(1)
    )
    return letter
