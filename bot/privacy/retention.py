"""Deletes what is past its time, purpose by purpose: data/privacy/purposes says how many days each is kept.

| purpose | what goes | counted from |
|---|---|---|
| guidance | the conversation with all that belongs to it, with a proof | the last message |
| a consent's | its contact data | when it was given, at the latest the day that was told |
| operation | jobs that are done | when they were done |
| improvement | what was not answered | the message |
| accountability | proofs, and the rest of deleted conversations | the erasure |

A conversation that a reminder waits in stays until it is said. Everything is done in batches, each one
transaction with its count by purpose, so that a process that dies in the middle leaves nothing half done or
counted twice. The functions are synchronous, on a connection in a transaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Delete, Table, delete, exists, func, or_, select, tuple_
from sqlalchemy.sql.elements import ColumnElement

from bot.conversations.privacy_tables import Contact, Erasure, RetentionCount
from bot.conversations.schema import Conversation, Job, Reminder
from bot.conversations.writing import insert_into
from bot.knowledge.schema import Unanswered
from bot.privacy.erasure import BY_RETENTION, erase
from bot.privacy.purposes import ACCOUNTABILITY, GUIDANCE, IMPROVEMENT, OPERATION, Purpose, Purposes

BATCH = 50
MANY = 20
WAITING, PENDING = "waiting", "pending"

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Overdue:
    """Rows of one table whose time is over, for one purpose."""

    purpose: str
    table: type[Conversation | Contact | Job | Erasure | Unanswered]
    condition: Condition


def overdue(purposes: Purposes, now: datetime) -> Iterator[Overdue]:
    """What is past its time, table by table."""
    yield Overdue(GUIDANCE, Conversation, _forgotten(_before(purposes[GUIDANCE], now)))
    for purpose in purposes.asked:
        if purpose.contact:
            over = or_(Contact.expires_at <= now, Contact.at <= _before(purpose, now))
            yield Overdue(purpose.id, Contact, (Contact.purpose == purpose.id) & over)
    known = [purpose.id for purpose in purposes.asked]
    yield Overdue("unknown", Contact, Contact.purpose.not_in(known) & (Contact.expires_at <= now))
    done = (Job.state != PENDING) & (Job.done_at <= _before(purposes[OPERATION], now))
    yield Overdue(OPERATION, Job, done)
    yield Overdue(IMPROVEMENT, Unanswered, Unanswered.at <= _before(purposes[IMPROVEMENT], now))
    last = _before(purposes[ACCOUNTABILITY], now)
    yield Overdue(ACCOUNTABILITY, Erasure, Erasure.at <= last)
    yield Overdue(ACCOUNTABILITY, Conversation, Conversation.deleted_at <= last)


def count_overdue(connection: Connection, purposes: Purposes, now: datetime) -> dict[str, int]:
    """How much would be deleted now, by purpose; nothing is changed."""
    found: dict[str, int] = {}
    for one in overdue(purposes, now):
        count = connection.scalar(select(func.count()).select_from(one.table).where(one.condition)) or 0
        found[one.purpose] = found.get(one.purpose, 0) + count
    return found


def is_doubtful(connection: Connection, purposes: Purposes, now: datetime) -> bool:
    """Whether every conversation would go, of many. Then rather the clock is wrong; a person decides."""
    alive = Conversation.deleted_at.is_(None)
    many = select(func.count()).select_from(Conversation).where(alive)
    young = select(Conversation.id).where(alive, ~_forgotten(_before(purposes[GUIDANCE], now))).limit(1)
    return (connection.scalar(many) or 0) >= MANY and connection.scalar(young) is None


def delete_batch(
    connection: Connection, purposes: Purposes, now: datetime, most: int = BATCH
) -> dict[str, int]:
    """Delete at most `most` rows of each kind and note how many; an empty answer says that all is done."""
    deleted: dict[str, int] = {}
    for one in overdue(purposes, now):
        if count := _delete(connection, one, now, most):
            deleted[one.purpose] = deleted.get(one.purpose, 0) + count
    for purpose, count in deleted.items():
        _note(connection, now, purpose, count)
    return deleted


def _before(purpose: Purpose, now: datetime) -> datetime:
    return now - timedelta(days=purpose.keep_days)


def _forgotten(last: datetime) -> Condition:
    """A conversation that nobody has written in since `last` and in which nothing is to come."""
    to_come = exists().where(
        Reminder.conversation_id == Conversation.id, Reminder.status == WAITING, Reminder.due_at > last
    )
    quiet_since = func.coalesce(Conversation.active_at, Conversation.created_at)
    return Conversation.deleted_at.is_(None) & (quiet_since <= last) & ~to_come


def _delete(connection: Connection, one: Overdue, now: datetime, most: int) -> int:
    """Lock some rows, skipping what others have, and delete them."""
    table: Table = one.table.__table__  # type: ignore[assignment]
    keys = list(table.primary_key.columns)
    chosen = connection.execute(
        select(*keys).where(one.condition).order_by(*keys).limit(most).with_for_update(skip_locked=True)
    ).all()
    if not chosen:
        return 0
    if one.purpose == GUIDANCE:
        return sum(erase(connection, row[0], BY_RETENTION, now) for row in chosen)
    gone: Delete = delete(table).where(tuple_(*keys).in_([tuple(row) for row in chosen]))
    return connection.execute(gone).rowcount


def _note(connection: Connection, now: datetime, purpose: str, count: int) -> None:
    row = insert_into(connection, RetentionCount).values(
        day=now.date().isoformat(), purpose=purpose, count=count
    )
    connection.execute(
        row.on_conflict_do_update(
            index_elements=[RetentionCount.day, RetentionCount.purpose],
            set_={"count": RetentionCount.count + row.excluded.count},
        )
    )
