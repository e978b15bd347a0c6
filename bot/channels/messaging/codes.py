"""One-time codes by which a person carries a conversation from one channel to another.

Nothing else links two channels: no number, no name, no device. A code is short enough to be typed, lives 15
minutes, works once, and guesses are limited (Limits.count_code).
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.messaging.schema import LinkCode

LIVES = timedelta(minutes=15)
# Without vowels (no words come about) and without signs that look alike.
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 8
WRITTEN = re.compile(rf"[{SIGNS}]{{4}}[- ]?[{SIGNS}]{{4}}")


async def make(session: AsyncSession, conversation_id: str, now: datetime) -> str:
    """A new code of a conversation; earlier ones of it no longer work."""
    await session.execute(delete(LinkCode).where(LinkCode.conversation_id == conversation_id))
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    session.add(LinkCode(code_hash=_hash(code), conversation_id=conversation_id, expires_at=now + LIVES))
    return code


async def use(session: AsyncSession, code: str, now: datetime) -> str | None:
    """The conversation of a code, which is used up by this; None for one that does not work."""
    conversation_id: str | None = await session.scalar(
        update(LinkCode)
        .where(
            LinkCode.code_hash == _hash(plain(code)),
            LinkCode.used_at.is_(None),
            LinkCode.expires_at > now,
        )
        .values(used_at=now)
        .returning(LinkCode.conversation_id)
    )
    return conversation_id


def plain(code: str) -> str:
    """A code as it was made, however it is typed."""
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def shown(code: str) -> str:
    """A code as people read it."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def is_code(text: str) -> bool:
    """Whether a text looks like a code."""
    return WRITTEN.fullmatch(text.strip().upper()) is not None


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("ascii", "replace")).hexdigest()
