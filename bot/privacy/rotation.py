"""Encrypts contact data anew with the first key, so that an older key can be taken away.

Synchronous: it runs in a command, beside the gateway or without it, a hundred rows a transaction.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Engine, func, select, tuple_
from sqlalchemy.orm import Session

from bot.conversations.privacy_tables import Contact
from bot.privacy.contacts import reseal
from bot.privacy.vault import UnreadableError, Vault

BATCH = 100
_KEY = (Contact.conversation_id, Contact.purpose, Contact.kind)


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many values are encrypted anew, and how many no key of ours opens; those stay as they are."""

    resealed: int
    unreadable: int


def by_key(engine: Engine) -> dict[str, int]:
    """How many values each key has encrypted, by the key's short name."""
    with Session(engine) as session:
        rows = session.execute(select(Contact.key_id, func.count()).group_by(Contact.key_id))
        return {row[0]: row[1] for row in rows}


def rotate(engine: Engine, vault: Vault) -> Rotated:
    """Encrypt everything with the vault's first key. It may be stopped and begun again at any moment."""
    done: Counter[str] = Counter()
    last = ("", "", "")
    while True:
        with Session(engine) as session, session.begin():
            rows = session.scalars(
                select(Contact)
                .where(Contact.key_id != vault.key_id, tuple_(*_KEY) > last)
                .order_by(*_KEY)
                .limit(BATCH)
                .with_for_update()
            ).all()
            if not rows:
                return Rotated(done["resealed"], done["unreadable"])
            for row in rows:
                done[_resealed(row, vault)] += 1
            last = (rows[-1].conversation_id, rows[-1].purpose, rows[-1].kind)


def _resealed(row: Contact, vault: Vault) -> str:
    try:
        reseal(row, vault)
    except UnreadableError:
        return "unreadable"
    return "resealed"
