"""Contact data in the database, always encrypted. It never passes the journal, the engine or a log.

Every function works in the transaction of the session that it gets, with the conversation locked where it
writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.privacy_tables import Contact, ContactRead
from bot.conversations.views import Json, moment
from bot.privacy import consents
from bot.privacy.purposes import Purpose
from bot.privacy.reach import masked_reach
from bot.privacy.vault import UnreadableError, Vault


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to a person, in clear: for sending, never for keeping or logging. `repr` leaves the value out."""

    kind: str
    value: str

    def __repr__(self) -> str:
        """The kind alone."""
        return f"Reach({self.kind})"


async def keep(
    session: AsyncSession,
    vault: Vault,
    conversation_id: str,
    purpose: Purpose,
    kind: str,
    value: str,
    version: str,
) -> tuple[Contact, bool]:
    """Encrypt and keep a value in the place of an earlier one. Says whether there was none before."""
    now = datetime.now(UTC)
    row = await session.get(Contact, (conversation_id, purpose.id, kind), with_for_update=True)
    new = row is None
    if row is None:
        row = Contact(conversation_id=conversation_id, purpose=purpose.id, kind=kind)
        session.add(row)
    row.sealed = vault.seal(_place(row), value)
    row.key_id = vault.key_id
    row.consent_version = version
    row.at, row.expires_at = now, now + timedelta(days=purpose.keep_days)
    await session.flush()
    return row, new


async def kept(session: AsyncSession, conversation_id: str) -> Sequence[Contact]:
    """All that a person has given, encrypted as it is."""
    rows = await session.scalars(
        select(Contact)
        .where(Contact.conversation_id == conversation_id)
        .order_by(Contact.purpose, Contact.kind)
    )
    return list(rows)


async def reach(
    session: AsyncSession, vault: Vault, conversation_id: str, purpose: Purpose, who: str
) -> list[Reach]:
    """The values of a purpose in clear, if its consent holds and its time is not over; each reading is noted.

    `who` reads: a counsellor's name, or `service:<what>` for what is sent. Needs a writing transaction.
    Raises UnreadableError.
    """
    if not await consents.holds(session, conversation_id, purpose):
        return []
    now = datetime.now(UTC)
    found = []
    for row in await kept(session, conversation_id):
        if row.purpose == purpose.id and row.expires_at > now:
            found.append(Reach(row.kind, vault.unseal(_place(row), row.sealed)))
            session.add(
                ContactRead(
                    conversation_id=conversation_id, at=now, who=who[:60], purpose=row.purpose, kind=row.kind
                )
            )
    return found


async def remove(
    session: AsyncSession, conversation_id: str, purpose: str | None = None, kind: str | None = None
) -> int:
    """Delete what was given: all of it, or of one purpose, or of one kind too. Returns how much."""
    chosen = delete(Contact).where(Contact.conversation_id == conversation_id)
    if purpose is not None:
        chosen = chosen.where(Contact.purpose == purpose)
    if kind is not None:
        chosen = chosen.where(Contact.kind == kind)
    return len(list(await session.scalars(chosen.returning(Contact.kind))))


async def reads(session: AsyncSession, conversation_id: str) -> Sequence[ContactRead]:
    """Who has read the contact data, in order."""
    rows = await session.scalars(
        select(ContactRead).where(ContactRead.conversation_id == conversation_id).order_by(ContactRead.id)
    )
    return list(rows)


async def exported(session: AsyncSession, vault: Vault, conversation_id: str) -> Json:
    """What a person's export says of contact data: masked, and who has read it."""
    return {
        "contacts": [contact_json(row, vault) for row in await kept(session, conversation_id)],
        "contact_reads": [
            {"at": moment(row.at), "who": row.who, "purpose": row.purpose, "kind": row.kind}
            for row in await reads(session, conversation_id)
        ],
    }


def contact_json(row: Contact, vault: Vault) -> Json:
    """A contact as the person sees it; `masked` is null where its key is lost."""
    try:
        masked = masked_reach(row.kind, vault.unseal(_place(row), row.sealed))
    except UnreadableError:
        masked = None
    return {
        "purpose": row.purpose,
        "kind": row.kind,
        "masked": masked,
        "consent_version": row.consent_version,
        "at": moment(row.at),
        "expires_at": moment(row.expires_at),
    }


def value_of(row: Contact, vault: Vault) -> str:
    """A value in clear, for comparing it: it is not a reading of somebody. Raises UnreadableError."""
    return vault.unseal(_place(row), row.sealed)


def reseal(row: Contact, vault: Vault) -> None:
    """Encrypt a row with the vault's first key. Raises UnreadableError."""
    row.sealed = vault.seal(_place(row), vault.unseal(_place(row), row.sealed))
    row.key_id = vault.key_id


def _place(row: Contact) -> str:
    """What a value is bound to."""
    return f"{row.conversation_id}/{row.purpose}/{row.kind}"
