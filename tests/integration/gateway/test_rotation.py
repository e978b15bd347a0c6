"""Keys change while the gateway runs: nothing is lost, and the old key is not needed any more."""

import json
from typing import Any

import aiohttp
import pytest
from typer.testing import CliRunner

from bot.privacy.vault import new_key
from cli.keys import app
from tests.integration.gateway.conftest import Start
from tests.support.chat import Learner

EMAIL = {"kind": "email", "value": "maija@kunta.fi", "purpose": "send_plan", "consent_version": "1"}


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

    code, without_old = run("rotate", new)
    assert (code, without_old["resealed"], without_old["unreadable"]) == (1, 0, 3)
    code, with_old = run("rotate", f"{new} {old}")
    assert (code, with_old["resealed"], with_old["unreadable"]) == (0, 3, 0)
    assert list(run("status", new)[1]["values"].values()) == [3]
    assert run("rotate", new)[1]["resealed"] == 0
    await gateway.stop()
    again = await start(encryption_keys=new)
    for learner in learners:
        learner.url = again.url
        async with session.get(f"{learner.base}/contact", headers=learner.headers) as answer:
            assert [one["masked"] for one in (await answer.json())["contacts"]] == ["m***@kunta.fi"]
