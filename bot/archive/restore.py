"""Puts a backup back, proves that it is what was backed up, and erases again what had been erased since."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect, select

from bot.archive import ArchiveError
from bot.archive.backup import unpack
from bot.archive.hashes import differences
from bot.archive.stores import Store, hashes_of
from bot.conversations.database import upgrade
from bot.conversations.privacy_tables import Erasure
from bot.conversations.schema import Conversation
from bot.privacy.erasure import BY_RESTORE, erase


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the backup's manifest, and how many conversations were erased again."""

    manifest: dict[str, Any]
    erased_again: int


def restore(store: Store, source: Path, erased: Iterable[str] = ()) -> Restored:
    """Replace the database by a backup, brought to this release.

    Conversations that were erased since the backup, as the present database or `erased` knows, are erased
    again before anybody can see them; the proofs of the present database are carried over.

    Raises ArchiveError when the backup is damaged, or when what is in the database afterwards is not what the
    manifest says.
    """
    gone = {*erased, *erased_conversations(store)}
    proofs = _proofs(store)
    with tempfile.TemporaryDirectory() as folder:
        manifest, copy = unpack(source, Path(folder))
        if manifest["database"] != store.file_name:
            raise ArchiveError(f"the backup is of {manifest['database']}, the database is {store.file_name}")
        store.load(copy)
    if wrong := differences(manifest["tables"], hashes_of(store)):
        raise ArchiveError(f"what was restored is not what was backed up: {'; '.join(wrong)}")
    engine = store.engine()
    with engine.begin() as connection:
        upgrade(connection)
    with engine.begin() as connection:
        _carry_over(connection, proofs)
        again = sum(erase(connection, one, BY_RESTORE) for one in sorted(gone))
    engine.dispose()
    return Restored(manifest, again)


def erased_conversations(store: Store) -> list[str]:
    """The ids of the conversations that are erased, as long as the database can still be read."""
    engine = store.engine()
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(Conversation.__tablename__):
                return []
            return list(
                connection.scalars(select(Conversation.id).where(Conversation.deleted_at.is_not(None)))
            )
    finally:
        engine.dispose()


def erasures(store: Store) -> list[dict[str, Any]]:
    """Each erased conversation with its proof; the first ones, from before there were proofs, without."""
    proofs = {row["erased"]: row for row in _proofs(store)}
    return [
        {"conversation_id": one, **_told(proofs[one])} if one in proofs else {"conversation_id": one}
        for one in sorted({*erased_conversations(store), *proofs})
    ]


def _told(proof: dict[str, Any]) -> dict[str, Any]:
    return {
        "at": proof["at"].isoformat(timespec="seconds"),
        "who": proof["who"],
        "rows": proof["rows"],
        "sha256": proof["sha256"],
    }


def _proofs(store: Store) -> list[dict[str, Any]]:
    engine = store.engine()
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(Erasure.__tablename__):
                return []
            rows = connection.execute(select(*Erasure.__table__.columns).order_by(Erasure.at)).mappings()
            return [dict(row) for row in rows]
    finally:
        engine.dispose()


def _carry_over(connection: Connection, proofs: list[dict[str, Any]]) -> None:
    """Proofs that the backup does not have."""
    held = set(connection.scalars(select(Erasure.id)))
    if new := [proof for proof in proofs if proof["id"] not in held]:
        connection.execute(insert(Erasure), new)


def read_erasures(path: Path) -> list[str]:
    """Ids from a file that `suunta erasures` wrote, one JSON object a line. Raises ArchiveError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [str(json.loads(line)["conversation_id"]) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{path}: {type(error).__name__}") from error
