"""The drill: back up while the gateway runs, lose the database, put it back; erasures still hold."""

import json
import sqlite3
from pathlib import Path

import aiohttp
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from bot.archive import ArchiveError
from bot.archive.backup import back_up
from bot.archive.hashes import differences
from bot.archive.restore import erased_conversations, read_erasures, restore
from bot.archive.stores import hashes_of, store_at
from bot.conversations.database import MIGRATIONS, upgrade
from bot.conversations.migrations import head
from tests.integration.gateway.conftest import POSTGRESQL, Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.postgresql import Cluster


@pytest.fixture(params=["sqlite", POSTGRESQL])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database on each system."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'own' / 'gateway.sqlite'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database()


ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_the_drill(
    database_url: str, start: Start, parts: Parts, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    parts.engine.effects = [{"type": "consent.record", "purpose": "x", "version": "1", "granted": True}]
    gateway = await start()
    kept, leaving = [await Learner.arrive(session, gateway.url) for _ in range(2)]
    for learner in (kept, leaving):
        await learner.say("äö €")
    store, file = store_at(database_url), tmp_path / "backup.tar.gz"
    manifest = back_up(store, file)
    assert file.stat().st_mode & 0o077 == 0
    assert manifest["tables"]["conversations"]["rows"] == 2

    await kept.say("tämä tuli varmuuskopion jälkeen")
    async with session.delete(leaving.base, headers=leaving.headers) as answer:
        assert answer.status == 204
    await gateway.stop()

    restored = restore(store, file)
    assert restored.erased_again == 1
    again = await start()
    for learner in (kept, leaving):
        learner.url = again.url
    async with session.get(f"{leaving.base}/messages", headers=leaving.headers) as answer:
        assert answer.status == 410
    async with session.get(f"{kept.base}/export", headers=kept.headers) as answer:
        exported = await answer.json()
    assert [message["text"] for message in exported["messages"]][-2:] == ["äö €", "Kuulin: äö €"]
    assert exported["consents"] == {"x": True}
    await kept.say("ja taas")
    engine = store.engine()
    with engine.connect() as connection:
        left = text("SELECT count(*) FROM messages WHERE conversation_id = :id")
        assert connection.scalar(left, {"id": leaving.conversation_id}) == 0
    engine.dispose()


def test_a_backup_of_an_older_release_is_brought_to_this_one(database_url: str, tmp_path: Path) -> None:
    store, file = store_at(database_url), tmp_path / "backup.tar.gz"
    (tmp_path / "own").mkdir(exist_ok=True)
    engine = store.engine()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.execute(
            text(
                "INSERT INTO conversations"
                " (id, token_hash, engine_id, channel, language, owner, last_seq, turns, created_at)"
                " VALUES ('c', 't', 'e', 'web', 'fi', 'bot', 3, 1, '2026-11-26 10:00:00')"
            )
        )
    back_up(store, file)
    with engine.begin() as connection:
        upgrade(connection)
    restore(store, file)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == head()
        assert connection.scalar(text("SELECT count(*) FROM conversations")) == 1
    engine.dispose()


@ON_SQLITE
async def test_when_the_database_is_lost_the_list_of_erasures_still_holds(
    start: Start, session: aiohttp.ClientSession, tmp_path: Path, database_url: str
) -> None:
    gateway = await start()
    learner = await Learner.arrive(session, gateway.url)
    store, file, erasures = store_at(database_url), tmp_path / "backup.tar.gz", tmp_path / "erasures"
    back_up(store, file)
    async with session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    lines = [json.dumps({"conversation_id": name}) for name in erased_conversations(store)]
    erasures.write_text("\n".join(lines))
    await gateway.stop()
    (tmp_path / "own" / "gateway.sqlite").unlink()
    assert restore(store, file, read_erasures(erasures)).erased_again == 1
    assert erased_conversations(store) == [learner.conversation_id]


@ON_SQLITE
async def test_a_running_gateway_keeps_its_database(
    start: Start, session: aiohttp.ClientSession, tmp_path: Path, database_url: str
) -> None:
    gateway = await start()
    learner = await Learner.arrive(session, gateway.url)
    store, file = store_at(database_url), tmp_path / "backup.tar.gz"
    back_up(store, file)
    with pytest.raises(ArchiveError, match="stop the gateway"):
        restore(store, file)
    await learner.say("moi")


def test_a_damaged_backup_is_refused_and_nothing_is_touched(tmp_path: Path, empty_database: Path) -> None:
    store, file = store_at(f"sqlite+aiosqlite:///{empty_database}"), tmp_path / "backup.tar.gz"
    back_up(store, file)
    with pytest.raises(ArchiveError, match="never written over"):
        back_up(store, file)
    before = hashes_of(store)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(ArchiveError):
        restore(store, file)
    assert hashes_of(store) == before


def test_one_changed_letter_changes_the_hash(tmp_path: Path, empty_database: Path) -> None:
    copy = tmp_path / "gateway.sqlite"
    copy.write_bytes(empty_database.read_bytes())
    store = store_at(f"sqlite+aiosqlite:///{copy}")
    before = hashes_of(store)
    with sqlite3.connect(copy) as database:
        database.execute(
            "INSERT INTO jobs (kind, key, due_at, payload, state, tries) "
            "VALUES ('a', 'b', '2026-11-26 12:00:00', '{}', 'pending', 0)"
        )
    (changed,) = differences(before, hashes_of(store))
    assert changed.startswith("jobs: 0 rows expected, 1 found")
