"""The audit trail: who did or saw what, when, with which outcome. Only ever added to.

Each entry's hash covers its content and the hash of the entry before it. `verify` walks the chain and names
the first entry that was changed, left out or put between. Nobody's words stand here: only names of actions
and ids.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.console.schema import AuditEntry

BEGINNING = "0" * 64
_LOCK = 0x53554E41  # the advisory lock that keeps two writers of the chain apart on PostgreSQL
_AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class Deed:
    """What is written down: `action` is the name of the route, `target` the id of what was touched."""

    organisation: str
    who: str
    action: str
    target: str | None
    outcome: str
    detail: dict[str, Any]


async def record(session: AsyncSession, *deeds: Deed) -> None:
    """Add entries at the end of the chain, in this order, in the transaction of a session that writes."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    ends = select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    last = (await session.execute(ends)).first()
    written, previous = (last[0], last[1]) if last else (0, BEGINNING)
    for number, deed in enumerate(deeds, start=written + 1):
        entry = _entry(number, deed, previous)
        previous = entry.hash
        session.add(entry)
    await session.flush()


def _entry(number: int, deed: Deed, previous: str) -> AuditEntry:
    entry = AuditEntry(
        id=number,
        at=datetime.now(UTC).replace(microsecond=0),
        organisation=deed.organisation[:40],
        who=deed.who[:60],
        action=deed.action[:60],
        target=deed.target[:100] if deed.target else None,
        outcome=deed.outcome[:12],
        detail=deed.detail,
        previous=previous,
        hash="",
    )
    entry.hash = _hash(entry)
    return entry


@dataclass(frozen=True, slots=True)
class Verdict:
    """What walking the chain finds: how many entries are sound, the last `ID:HASH`, the first wrong id."""

    entries: int
    head: str | None
    wrong: int | None


@dataclass(frozen=True, slots=True)
class Walked:
    """How far a walk has come: the last sound entry and its hash; `wrong` is the first that is not.

    `ended` says that there was nothing behind it.
    """

    entries: int = 0
    last: int = 0
    hash: str = BEGINNING
    wrong: int | None = None
    ended: bool = False


async def walk(session: AsyncSession, so_far: Walked, most: int = _AT_A_TIME) -> Walked:
    """Walk on over the next entries."""
    count, previous, last = so_far.entries, so_far.hash, so_far.last
    entries = list(
        await session.scalars(
            select(AuditEntry).where(AuditEntry.id > last).order_by(AuditEntry.id).limit(most)
        )
    )
    for entry in entries:
        if entry.id != last + 1 or entry.previous != previous or entry.hash != _hash(entry):
            return Walked(count, last, previous, wrong=entry.id, ended=True)
        count, previous, last = count + 1, entry.hash, entry.id
    return Walked(count, last, previous, ended=len(entries) < most)


async def verify(session: AsyncSession, known: str | None = None) -> Verdict:
    """Walk the whole chain. `known` is a head of an earlier walk; what came before it must be there still."""
    walked = Walked()
    while not walked.ended:
        walked = await walk(session, walked)
    wrong = walked.wrong
    if wrong is None and not await still_holds(session, known):
        wrong = walked.last + 1
    return Verdict(walked.entries, _head(walked.last, walked.hash), wrong)


async def still_holds(session: AsyncSession, known: str | None) -> bool:
    """Whether the head of an earlier walk still stands in a chain that is whole."""
    number, _, hash_ = (known or "").partition(":")
    if known is None:
        return True
    if not number.isdecimal() or len(number) > 9:
        return False
    found: str | None = await session.scalar(select(AuditEntry.hash).where(AuditEntry.id == int(number)))
    return found == hash_


def _head(last: int, hash_: str) -> str | None:
    return f"{last}:{hash_}" if last else None


def _hash(entry: AuditEntry) -> str:
    content = [
        entry.id,
        entry.at.astimezone(UTC).isoformat(),
        entry.organisation,
        entry.who,
        entry.action,
        entry.target,
        entry.outcome,
        entry.detail,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
