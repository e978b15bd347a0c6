"""After an erasure nothing is left of it, in no table, file or log, also when a backup comes back later."""

import json
import re
from pathlib import Path
from typing import Any

import aiohttp

from bot.archive.backup import back_up
from bot.archive.restore import erasures, read_erasures, restore
from bot.archive.stores import store_at
from bot.conversations.base import Base
from bot.tables import PERSONAL_TABLES
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.counsellor import PAIRS, Counsellor

MARK = "Mirrinmaukuja"
EFFECTS: list[dict[str, Any]] = [
    {"type": "profile.set", "key": "field", "value": MARK},
    {"type": "plan.add", "item": {"kind": "step", "key": "step:a", "title": MARK}},
    {"type": "reminder.add", "kind": "plan", "day": "2099-01-01"},
    {"type": "consent.record", "purpose": "reminder", "version": "1", "granted": True},
    {"type": "owner.request", "reason": "asked", "summary": MARK},
]
TOUCHED = {
    "applied_effects",
    "buttons",
    "consents",
    "contact_reads",
    "contacts",
    "jobs",
    "messages",
    "notes",
    "owner_changes",
    "plan_changes",
    "plan_items",
    "plan_links",
    "profile",
    "reminders",
}
CONTACT = {
    "kind": "email",
    "value": f"{MARK}@kunta.fi",
    "purpose": "contact",
    "consent_version": "2",
}


async def full_life(learner: Learner, parts: Parts, counsellor: Counsellor) -> None:
    """Leave traces of the mark wherever a conversation can."""
    parts.engine.effects = EFFECTS
    await learner.say(f"kissani on {MARK}")
    parts.engine.effects = []
    async with learner.session.post(
        f"{learner.base}/contact", json=CONTACT, headers=learner.headers
    ) as answer:
        assert answer.status == 201
    await counsellor.move(learner.conversation_id, "claim")
    await counsellor.note(learner.conversation_id, f"muista {MARK}")
    await counsellor.reply(learner.conversation_id, f"terveisiä, {MARK}")
    await counsellor.call("GET", f"conversations/{learner.conversation_id}/contact")
    async with learner.session.get(f"{learner.base}/plan", headers=learner.headers) as answer:
        assert answer.status == 200


def rows_of(database_url: str, conversation_id: str) -> dict[str, int]:
    """How many rows of a conversation there are, by table."""
    engine = store_at(database_url).engine()
    with engine.connect() as connection:
        found = {
            table.name: len(
                connection.execute(table.select().where(table.c.conversation_id == conversation_id)).all()
            )
            for table in PERSONAL_TABLES
        }
    engine.dispose()
    return {name: count for name, count in found.items() if count}


def written(database_url: str, folder: Path) -> bytes:
    """All that a database has written: its files, or (PostgreSQL) what a dump of it holds."""
    if database_url.startswith("postgresql"):
        store: Any = store_at(database_url)
        store._run("pg_dump", f"--file={folder / 'dump.sql'}", f"--dbname={store._address}")
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    (folder / "dump.sql").unlink(missing_ok=True)
    return found


async def test_nothing_is_left_but_the_proof(
    start: Start,
    parts: Parts,
    session: aiohttp.ClientSession,
    database_url: str,
    tmp_path: Path,
    capfd: Any,
) -> None:
    gateway = await start(counsellor_tokens=PAIRS)
    other = await Learner.arrive(session, gateway.url)
    learner = await Learner.arrive(session, gateway.url)
    await full_life(learner, parts, Counsellor(session, gateway.url, "maija"))
    before = rows_of(database_url, learner.conversation_id)
    assert set(before) >= TOUCHED
    assert MARK.encode() in written(database_url, tmp_path)
    async with session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    assert rows_of(database_url, learner.conversation_id) == {}
    assert MARK.encode() not in written(database_url, tmp_path)
    assert MARK not in "".join(capfd.readouterr())
    (proof,) = erasures(store_at(database_url))
    assert (proof["conversation_id"], proof["who"], proof["rows"]) == (
        learner.conversation_id,
        "learner",
        before,
    )
    assert re.fullmatch("[0-9a-f]{64}", proof["sha256"])
    assert await other.say("moi")


async def test_a_backup_that_comes_back_brings_nothing_back(
    start: Start,
    parts: Parts,
    session: aiohttp.ClientSession,
    database_url: str,
    tmp_path: Path,
    tmp_path_factory: Any,
) -> None:
    gateway = await start(counsellor_tokens=PAIRS)
    learner = await Learner.arrive(session, gateway.url)
    await full_life(learner, parts, Counsellor(session, gateway.url, "maija"))
    store, apart = store_at(database_url), tmp_path_factory.mktemp("apart")
    back_up(store, apart / "backup.tar.gz")
    async with session.delete(learner.base, headers=learner.headers) as answer:
        assert answer.status == 204
    await gateway.stop()
    listed = apart / "erasures.jsonl"
    listed.write_text("\n".join(json.dumps(one) for one in erasures(store)))
    assert restore(store, apart / "backup.tar.gz", read_erasures(listed)).erased_again == 1
    assert rows_of(database_url, learner.conversation_id) == {}
    assert MARK.encode() not in written(database_url, tmp_path)
    engine = store.engine()
    with engine.connect() as connection:
        proofs = Base.metadata.tables["erasures"]
        whose = [row.who for row in connection.execute(proofs.select().order_by(proofs.c.at))]
    engine.dispose()
    assert whose == ["learner", "restore"]
    again = await start()
    async with session.get(
        f"{again.url}/api/v1/conversations/{learner.conversation_id}/export", headers=learner.headers
    ) as answer:
        assert answer.status == 410


async def test_the_pseudonym_that_logs_and_engine_had_leads_nowhere_afterwards(
    start: Start, parts: Parts, session: aiohttp.ClientSession, database_url: str
) -> None:
    gateway = await start()
    learner = await Learner.arrive(session, gateway.url)
    await learner.say("moi")
    pseudonym = parts.engine.calls[-1]["sender"].rpartition("-")[0]

    def kept() -> str:
        engine = store_at(database_url).engine()
        with engine.connect() as connection:
            rows = str(connection.execute(Base.metadata.tables["conversations"].select()).all())
        engine.dispose()
        return rows

    assert pseudonym in kept()
    async with session.delete(learner.base, headers=learner.headers):
        pass
    assert pseudonym not in kept()
