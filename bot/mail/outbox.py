"""Letters in the database. Every function works in the transaction of the session that it gets.

```mermaid
stateDiagram-v2
  [*] --> pending: wanted, once by its key, in the transaction of what it tells
  pending --> sent: the server has taken it
  pending --> pending: the server is away, or the plan is still empty; tried later
  pending --> dropped: there is no consent any more, or no contact data
  pending --> dead: it is refused for good, or it was tried for two days
  sent --> dead: the provider says later that it was lost
  dead --> pending: a person tries again (suunta mail retry, /console/letters)
  dead --> settled: a person has looked at it
```
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.writing import held_row, insert_once, is_free, take_lease
from bot.mail.schema import Letter

PENDING, SENT, DROPPED, DEAD, SETTLED = "pending", "sent", "dropped", "dead", "settled"
LEASE = timedelta(minutes=2)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)
LONGEST_TRYING = timedelta(days=2)
ANSWERED_FOR = timedelta(days=30)
KEY_BYTES = 12  # short enough for a text message, too long to be guessed
Key = tuple[str, str]  # conversation, key


async def want(
    session: AsyncSession,
    conversation_id: str,
    key: str,
    *,
    what: str,
    purpose: str,
    kind: str,
    now: datetime,
    seq: int | None = None,
) -> bool:
    """Note a letter; the same key again changes nothing. Returns whether it is new.

    One that carries the message `seq` of the conversation can be answered on a page of its own.
    """
    row = {
        "conversation_id": conversation_id,
        "key": key,
        "what": what,
        "purpose": purpose,
        "kind": kind,
        "state": PENDING,
        "tries": 0,
        "at": now,
        "due_at": now,
        "seq": seq,
        "answer_key": secrets.token_urlsafe(KEY_BYTES) if seq is not None else None,
    }
    return await insert_once(session, Letter, row)


async def due(session: AsyncSession, now: datetime, most: int = 50) -> list[Key]:
    """What is to be sent now and that nobody sends, the longest due first."""
    rows = await session.execute(
        select(Letter.conversation_id, Letter.key)
        .where(
            Letter.state == PENDING,
            Letter.due_at <= now,
            is_free(Letter, now),
        )
        .order_by(Letter.due_at)
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


async def lease(session: AsyncSession, key: Key, now: datetime) -> str | None:
    """Take a letter for two minutes; None while another process has it, or it is sent."""
    return await take_lease(session, Letter, now, LEASE, *_is(key), Letter.state == PENDING)


async def held(session: AsyncSession, key: Key, lease: str) -> Letter | None:
    """The letter, if the lease is still ours; locked."""
    return await held_row(session, Letter, lease, *_is(key))


def put_off(letter: Letter, now: datetime, reason: str, seconds: float | None = None) -> None:
    """Try it later: when the server says, else after a pause that doubles up to a quarter of an hour."""
    letter.tries += 1
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries - 1, 12), LONGEST_PAUSE)
    letter.due_at = now + (timedelta(seconds=seconds) if seconds is not None else pause)
    letter.reason = reason[:60]
    if now - letter.at >= LONGEST_TRYING:
        letter.state = DEAD


async def dead(session: AsyncSession, most: int = 200) -> list[Letter]:
    """What could not be sent, the oldest first."""
    rows = await session.scalars(
        select(Letter).where(Letter.state == DEAD).order_by(Letter.at, Letter.key).limit(most)
    )
    return list(rows)


def again(letter: Letter, now: datetime) -> None:
    """Let a dead letter be tried from the beginning."""
    letter.state, letter.tries, letter.reason = PENDING, 0, None
    letter.at = letter.due_at = now
    letter.lease = letter.leased_until = None


async def lose(session: AsyncSession, provider_key: str, reason: str) -> bool:
    """Note that what a provider had taken was lost; twice is once. False where no letter has this key."""
    letter: Letter | None = await session.scalar(
        select(Letter).where(Letter.provider_key == provider_key).with_for_update()
    )
    if letter is None:
        return False
    if letter.state == SENT:
        letter.state, letter.reason = DEAD, reason[:60]
    return True


async def answerable(session: AsyncSession, answer_key: str, now: datetime) -> Letter | None:
    """The letter whose page a key opens; None for a wrong one, and a month after it was written."""
    letter: Letter | None = await session.scalar(
        select(Letter).where(Letter.answer_key == answer_key, Letter.at > now - ANSWERED_FOR)
    )
    return letter


async def revive(session: AsyncSession, now: datetime) -> int:
    """Try all the dead again; returns how many."""
    rows = await session.scalars(
        update(Letter)
        .where(Letter.state == DEAD)
        .values(state=PENDING, tries=0, at=now, due_at=now, reason=None, lease=None, leased_until=None)
        .returning(Letter.key)
    )
    return len(list(rows))


def _is(key: Key) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Letter.conversation_id == key[0], Letter.key == key[1]
