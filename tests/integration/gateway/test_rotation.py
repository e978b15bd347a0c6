"""Keys change while the gateway runs: nothing is lost, and the old key is not needed any more."""

import json
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from typer.testing import CliRunner

from bot.channels.messaging.addresses import Addresses
from bot.channels.messaging.schema import ChannelLink
from bot.conversations.database import Database
from bot.privacy.vault import Vault, new_key
from cli.keys import app
from tests.integration.gateway.conftest import Start
from tests.support.chat import Learner

EMAIL = {"kind": "email", "value": "maija@kunta.fi", "purpose": "send_plan", "consent_version": "1"}

NOTHING = {"contacts": 0, "channel_addresses": 0}
CHANNEL, ADDRESS = "sms", "+358401234567"


async def link(database_url: str, conversation_id: str, key: str) -> None:
    """An address of a messaging channel, encrypted with a key."""
    addresses = Addresses(Vault([key]), [key])
    database = Database(database_url)
    async with database.writing() as session:
        session.add(
            ChannelLink(
                channel=CHANNEL,
                address_key=addresses.keys_of(CHANNEL, ADDRESS)[0],
                conversation_id=conversation_id,
                sealed=addresses.seal(CHANNEL, ADDRESS),
                heard_at=datetime.now(UTC),
                made_at=datetime.now(UTC),
            )
        )
    await database.close()


async def linked(database_url: str, key: str) -> str | None:
    """The address as it is found and read with one key alone."""
    addresses = Addresses(Vault([key]), [key])
    database = Database(database_url)
    async with database.reading() as session:
        row = await session.get(ChannelLink, (CHANNEL, addresses.keys_of(CHANNEL, ADDRESS)[0]))
    await database.close()
    return addresses.unseal(CHANNEL, row.sealed) if row else None


async def test_a_rotation(
    start: Start, session: aiohttp.ClientSession, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = new_key(), new_key()
    gateway = await start(encryption_keys=old)
    learners = [await Learner.arrive(session, gateway.url) for _ in range(3)]
    for learner in learners:
        async with session.post(f"{learner.base}/contact", json=EMAIL, headers=learner.headers) as answer:
            assert answer.status == 201
    monkeypatch.setenv("SUUNTA_DATABASE_URL", database_url)

    def run(command: str, keys: str) -> tuple[int, Any]:
        monkeypatch.setenv("SUUNTA_ENCRYPTION_KEYS", keys)
        done = CliRunner().invoke(app, [command])
        return done.exit_code, json.loads(done.stdout)

    await link(database_url, learners[0].conversation_id, old)
    code, without_old = run("rotate", new)
    assert (code, without_old["resealed"], without_old["unreadable"]) == (1, NOTHING, 4)
    code, with_old = run("rotate", f"{new} {old}")
    assert (code, with_old["resealed"], with_old["unreadable"]) == (
        0,
        {"contacts": 3, "channel_addresses": 1},
        0,
    )
    assert await linked(database_url, new) == ADDRESS
    assert list(run("status", new)[1]["values"].values()) == [3]
    assert run("rotate", new)[1]["resealed"] == NOTHING
    await gateway.stop()
    again = await start(encryption_keys=new)
    for learner in learners:
        learner.url = again.url
        async with session.get(f"{learner.base}/contact", headers=learner.headers) as answer:
            assert [one["masked"] for one in (await answer.json())["contacts"]] == ["m***@kunta.fi"]
