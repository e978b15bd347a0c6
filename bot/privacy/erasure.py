"""Erases a conversation, and keeps a proof of it that holds nothing of what was erased.

What is erased: every row of every table with a `conversation_id`, found by itself, so that a new table cannot
be forgotten. What stays: that the conversation was and is deleted (so that its key gets 410), and the proof.
Its pseudonym towards engine and logs is changed, so that no log line leads to it any more. The engine keeps
no state (engine/tracker_store.py), exports are made when they are asked for and never stored.

The functions are synchronous, on a connection in a transaction: the gateway runs them within its session, the
commands (retention, restore) on an engine of their own.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.ownership import Owner
from bot.conversations.privacy_tables import Erasure
from bot.conversations.schema import Conversation
from bot.tables import PERSONAL_TABLES

# A counted row names nobody once it stands alone; at the end of retention it may (bot/impact/schema.py).
LEFT_BY_RETENTION = frozenset({"impact_rows"})

# Of the conversation itself stay its ids, its channel, its organisation and its days, so that it can be said
# that it is deleted (410), and to whom it belonged.
CLEARED: dict[str, Any] = {
    "source": None,
    "language": "",
    "owner": Owner.CLOSED,
    "counsellor": None,
    "active_at": None,
    "turns": 0,
    "last_seq": 0,
}

BY_LEARNER, BY_RETENTION, BY_RESTORE = "learner", "retention", "restore"


def erase(connection: Connection, conversation_id: str, who: str, now: datetime | None = None) -> bool:
    """Delete everything of a conversation but the fact that it was deleted; say whether it was there.

    Of one that is deleted already, or that another process deletes at the same moment, there is no second
    proof.
    """
    at = now or datetime.now(UTC)
    lives = (Conversation.id == conversation_id, Conversation.deleted_at.is_(None))
    gone = connection.execute(
        update(Conversation)
        .where(*lives)
        .values(deleted_at=at, engine_id=secrets.token_urlsafe(16), **CLEARED)
    )
    if not gone.rowcount:
        return False
    digest, rows = hashlib.sha256(), {}
    for table in PERSONAL_TABLES:
        of_conversation = table.c.conversation_id == conversation_id
        lines = sorted(
            _line(row) for row in connection.execute(select(table).where(of_conversation)).mappings()
        )
        if who == BY_RETENTION and table.name in LEFT_BY_RETENTION:
            connection.execute(update(table).where(of_conversation).values(conversation_id=None))
            continue
        connection.execute(delete(table).where(of_conversation))
        if lines:
            rows[table.name] = len(lines)
            digest.update("\n".join((table.name, *lines, "")).encode("utf-8", "surrogatepass"))
    connection.execute(
        insert(Erasure).values(
            id=secrets.token_hex(16),
            erased=conversation_id,
            at=at,
            who=who,
            rows=rows,
            sha256=digest.hexdigest(),
        )
    )
    return True


def sweep(connection: Connection, since: datetime) -> int:
    """Delete what came to a conversation at the moment of its erasure; return how many rows.

    A transaction that was under way then, as one that counts for figures, may have seen it alive and written
    behind the erasure. Looked at are conversations erased since a moment.
    """
    erased = select(Erasure.erased).where(Erasure.at > since)
    return sum(
        connection.execute(delete(table).where(table.c.conversation_id.in_(erased))).rowcount
        for table in PERSONAL_TABLES
    )


async def erase_within(session: AsyncSession, conversation_id: str, who: str) -> bool:
    """The same in a session's transaction."""
    connection = await session.connection()
    return await connection.run_sync(erase, conversation_id, who)


def _line(row: Any) -> str:
    return json.dumps(dict(row), sort_keys=True, default=str)
