"""Conversations and their messages: what is acknowledged is stored.

Every function works in the transaction of the session that it gets.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.answers import BotMessage
from bot.conversations.ownership import Owner
from bot.conversations.schema import Button, Conversation, Message

FORM = re.compile(r'"form:(?P<purpose>[a-z_]{1,40})"')

PENDING, HELD, DONE, FAILED = "pending", "held", "done", "failed"
LEARNER, BOT, SYSTEM, COUNSELLOR = "learner", "bot", "system", "counsellor"
LATEST = 20  # an answer has fewer messages


@dataclass(frozen=True, slots=True)
class Incoming:
    """A learner's message, already masked. `payload` is what a pressed button stands for."""

    client_message_id: str
    text: str
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the learner is told: the sequence number, and whether the message was new."""

    seq: int
    new: bool


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


async def begin(
    session: AsyncSession, channel: str, source: str | None, language: str
) -> tuple[Conversation, str]:
    """Start a conversation; return it with its token, which is nowhere stored."""
    token = secrets.token_urlsafe(32)
    conversation = Conversation(
        id=secrets.token_urlsafe(16),
        token_hash=hash_of(token),
        engine_id=secrets.token_urlsafe(16),
        channel=channel,
        source=source,
        language=language,
        owner=Owner.BOT,
        last_seq=0,
        turns=0,
        created_at=datetime.now(UTC),
        active_at=datetime.now(UTC),
    )
    session.add(conversation)
    await session.flush()
    return conversation, token


def renew_token(conversation: Conversation) -> str:
    """Give a conversation a new token, which is nowhere stored; the old one opens nothing any more."""
    token = secrets.token_urlsafe(32)
    conversation.token_hash = hash_of(token)
    return token


async def find(session: AsyncSession, conversation_id: str) -> Conversation | None:
    """Return a conversation, deleted ones too."""
    return await session.get(Conversation, conversation_id)


async def lock(session: AsyncSession, conversation_id: str) -> Conversation | None:
    """Return a conversation that lives, locked to the end of the transaction: its owner stays as it is."""
    conversation = await session.get(
        Conversation, conversation_id, with_for_update=True, populate_existing=True
    )
    return conversation if conversation and conversation.deleted_at is None else None


async def next_seq(session: AsyncSession, conversation_id: str) -> int:
    """Take the next sequence number, and note the moment; the row lock keeps two writers apart."""
    seq: int | None = await session.scalar(
        update(Conversation)
        .where(Conversation.id == conversation_id)
        .values(last_seq=Conversation.last_seq + 1, active_at=datetime.now(UTC))
        .returning(Conversation.last_seq)
    )
    if seq is None:
        raise LookupError("the conversation does not exist")
    return seq


async def seq_of(session: AsyncSession, conversation_id: str, external_id: str) -> int | None:
    """Return the sequence number of a message that was stored under its sender's own id."""
    seq: int | None = await session.scalar(
        select(Message.seq).where(
            Message.conversation_id == conversation_id, Message.client_message_id == external_id
        )
    )
    return seq


async def record(session: AsyncSession, conversation: Conversation, incoming: Incoming) -> Receipt:
    """Journal a learner's message once; a second delivery gets the first one's receipt.

    It waits for the bot, or for the counsellor who has the conversation.
    """
    earlier = await seq_of(session, conversation.id, incoming.client_message_id)
    if earlier is not None:
        return Receipt(earlier, new=False)
    seq = await next_seq(session, conversation.id)
    session.add(
        Message(
            conversation_id=conversation.id,
            seq=seq,
            sender=LEARNER,
            at=datetime.now(UTC),
            text=incoming.text,
            client_message_id=incoming.client_message_id,
            payload=incoming.payload,
            turn=HELD if conversation.owner == Owner.COUNSELLOR else PENDING,
        )
    )
    return Receipt(seq, new=True)


async def button_of(session: AsyncSession, conversation_id: str, button_id: str) -> Button | None:
    """Return the button of this conversation that an opaque id names."""
    return await session.get(Button, (conversation_id, button_id))


async def send(
    session: AsyncSession,
    conversation_id: str,
    sender: str,
    message: BotMessage,
    external_id: str | None = None,
) -> int:
    """Put a message into the outbox; payloads stay behind opaque ids. Returns its sequence number."""
    shown: list[dict[str, Any]] = []
    for button in message.buttons:
        button_id = f"b{secrets.token_urlsafe(8)}"
        shown.append({"id": button_id, "title": button["title"], **_form_of(button["payload"])})
        session.add(
            Button(
                conversation_id=conversation_id,
                id=button_id,
                title=button["title"],
                payload=button["payload"],
            )
        )
    seq = await next_seq(session, conversation_id)
    session.add(
        Message(
            conversation_id=conversation_id,
            seq=seq,
            sender=sender,
            at=datetime.now(UTC),
            text=message.text,
            buttons=shown,
            cards=message.cards,
            asking=message.asking,
            progress=message.progress,
            client_message_id=external_id,
        )
    )
    return seq


def _form_of(payload: str) -> dict[str, str]:
    """The form (by its purpose) that a button opens where there are forms; elsewhere it is sent as it is."""
    found = FORM.search(payload)
    return {"form": found["purpose"]} if found else {}


async def hand_over(session: AsyncSession, conversation_id: str, turn: str) -> None:
    """Give the messages that wait for an answer to a new owner, or to nobody when all is said."""
    await session.execute(
        update(Message)
        .where(Message.conversation_id == conversation_id, Message.turn.in_({PENDING, HELD}))
        .values(turn=turn)
    )


async def note_done(session: AsyncSession, conversation_id: str, seq: int) -> None:
    """One message needs no answer any more."""
    await session.execute(
        update(Message)
        .where(Message.conversation_id == conversation_id, Message.seq == seq)
        .values(turn=DONE)
    )


async def note_answered(session: AsyncSession, conversation_id: str) -> None:
    """A counsellor has answered what was held."""
    await session.execute(
        update(Message)
        .where(Message.conversation_id == conversation_id, Message.turn == HELD)
        .values(turn=DONE)
    )


async def messages_after(session: AsyncSession, conversation_id: str, after: int) -> list[Message]:
    """Return the messages of both sides behind a sequence number, in order."""
    rows = await session.scalars(
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.seq > after)
        .order_by(Message.seq)
    )
    return list(rows)


async def latest(session: AsyncSession, conversation_id: str) -> list[Message]:
    """The latest messages of both sides, the last one first."""
    rows = await session.scalars(
        select(Message)
        .where(Message.conversation_id == conversation_id)
        .order_by(Message.seq.desc())
        .limit(LATEST)
    )
    return list(rows)


async def next_pending(session: AsyncSession, conversation_id: str) -> Message | None:
    """Return the oldest message that waits for its answer."""
    row: Message | None = await session.scalar(
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.turn == PENDING)
        .order_by(Message.seq)
        .limit(1)
    )
    return row


async def silence_before(session: AsyncSession, message: Message) -> timedelta:
    """How long nobody had said anything when a message came."""
    before: datetime | None = await session.scalar(
        select(Message.at)
        .where(Message.conversation_id == message.conversation_id, Message.seq < message.seq)
        .order_by(Message.seq.desc())
        .limit(1)
    )
    return message.at - before if before else timedelta()


async def standing(session: AsyncSession, conversation_id: str) -> tuple[str, bool] | None:
    """Return the owner, and whether the engine still owes an answer; None for a conversation that is gone."""
    pending = exists().where(Message.conversation_id == conversation_id, Message.turn == PENDING)
    row = (
        await session.execute(
            select(Conversation.owner, pending).where(
                Conversation.id == conversation_id, Conversation.deleted_at.is_(None)
            )
        )
    ).one_or_none()
    return None if row is None else (row[0], bool(row[1]))


async def all_pending(session: AsyncSession) -> list[tuple[str, int]]:
    """Return (conversation, seq) of every message that waits for its answer."""
    rows = await session.execute(
        select(Message.conversation_id, Message.seq)
        .where(Message.turn == PENDING)
        .order_by(Message.conversation_id, Message.seq)
    )
    return [(row[0], row[1]) for row in rows]
