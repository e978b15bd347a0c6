"""Puts a backup back, proves that it is what was backed up, and erases again what had been erased since."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, inspect, select, update

from bot.archive import ArchiveError
from bot.archive.backup import unpack
from bot.archive.hashes import differences
from bot.archive.stores import Store, hashes_of
from bot.conversations.schema import Conversation
from bot.tables import PERSONAL_TABLES


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the backup's manifest, and how many conversations were erased again."""

    manifest: dict[str, Any]
    erased_again: int


def restore(store: Store, source: Path, erased: Iterable[str] = ()) -> Restored:
    """Replace the database by a backup.

    Conversations that were erased since the backup, as the present database or `erased` knows, are erased
    again before anybody can see them. Raises ArchiveError when the backup is damaged, or when what is in the
    database afterwards is not what the manifest says.
    """
    gone = {*erased, *erased_conversations(store)}
    with tempfile.TemporaryDirectory() as folder:
        manifest, copy = unpack(source, Path(folder))
        if manifest["database"] != store.file_name:
            raise ArchiveError(f"the backup is of {manifest['database']}, the database is {store.file_name}")
        store.load(copy)
    if wrong := differences(manifest["tables"], hashes_of(store)):
        raise ArchiveError(f"what was restored is not what was backed up: {'; '.join(wrong)}")
    return Restored(manifest, _erase_again(store, gone))


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


def read_erasures(path: Path) -> list[str]:
    """Ids from a file that `suunta erasures` wrote, one JSON object a line. Raises ArchiveError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [str(json.loads(line)["conversation_id"]) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{path}: {type(error).__name__}") from error


def _erase_again(store: Store, gone: set[str]) -> int:
    engine = store.engine()
    with engine.begin() as connection:
        erased = sum(_erase(connection, conversation_id) for conversation_id in sorted(gone))
    engine.dispose()
    return erased


def _erase(connection: Connection, conversation_id: str) -> int:
    present = set(inspect(connection).get_table_names())
    for table in PERSONAL_TABLES:
        if table.name in present:
            connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
    done = connection.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.deleted_at.is_(None))
        .values(deleted_at=func.coalesce(Conversation.deleted_at, datetime.now(UTC)), source=None)
    )
    return done.rowcount
