"""Sign-ins under way: state, nonce and verifier wait in the database for the browser that began, once."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from bot.console.members import hash_of
from bot.console.schema import SignIn
from bot.conversations.database import Database

LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that begins: what goes to the provider, and the secret that stays with the browser."""

    state: str
    nonce: str
    verifier: str
    browser: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What the provider's answer must fit."""

    nonce: str
    verifier: str


async def begin(database: Database) -> Begun:
    """Note that a sign-in begins; forget those that nobody ended."""
    begun = Begun(*(secrets.token_urlsafe(32) for _ in range(4)))
    now = datetime.now(UTC)
    async with database.writing() as session:
        await session.execute(delete(SignIn).where(SignIn.at < now - LASTS))
        session.add(
            SignIn(
                state_hash=hash_of(begun.state),
                browser_hash=hash_of(begun.browser),
                nonce=begun.nonce,
                verifier=begun.verifier,
                at=now,
            )
        )
    return begun


async def end(database: Database, state: str, browser: str) -> Expected | None:
    """What was begun with this state in this browser; a second time there is nothing."""
    async with database.writing() as session:
        row = (
            await session.execute(
                delete(SignIn)
                .where(SignIn.state_hash == hash_of(state), SignIn.browser_hash == hash_of(browser))
                .returning(SignIn.nonce, SignIn.verifier, SignIn.at)
            )
        ).one_or_none()
    if row is None or datetime.now(UTC) - row.at > LASTS:
        return None
    return Expected(row.nonce, row.verifier)
