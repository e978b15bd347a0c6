"""Keys of addresses change while people write; dead letters are looked at, sent again, settled."""

import asyncio
import json

import aiohttp
import pytest
from aiohttp import web
from typer.testing import CliRunner

from bot.channels.setup import COURIER
from bot.privacy.vault import new_key
from cli.channels import app as channels_app
from cli.keys import app as keys_app
from tests.integration.gateway.channels.conftest import Line
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.providers.base import Phone
from tests.support.providers.telegram import TelegramServer
from tests.support.providers.twilio import PUBLIC_URL


async def test_a_rotation_of_keys_keeps_every_conversation(
    start: Start,
    session: aiohttp.ClientSession,
    database_url: str,
    parts: Parts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider, old, new = TelegramServer(), new_key(), new_key()
    await provider.start()
    gateway = await start(encryption_keys=old, channels=provider.settings(), public_url=PUBLIC_URL)
    await Phone(session, gateway.url, provider, "5551").do("text", 1, text="yksi")
    await Phone(session, gateway.url, provider, "5551").until("Kuulin: yksi")
    await gateway.stop()
    both = await start(encryption_keys=f"{new} {old}", channels=provider.settings(), public_url=PUBLIC_URL)
    await Phone(session, both.url, provider, "5551").do("text", 2, text="kaksi")
    await Phone(session, both.url, provider, "5551").until("Kuulin: kaksi")
    await both.app[COURIER].idle()  # what is on its way keeps its lease, and waits a minute for the new key
    monkeypatch.setenv("SUUNTA_DATABASE_URL", database_url)
    monkeypatch.setenv("SUUNTA_ENCRYPTION_KEYS", f"{new} {old}")
    done = json.loads(CliRunner().invoke(keys_app, ["rotate"]).stdout)
    assert done["resealed"]["channel_addresses"] == 1
    await both.stop()
    after = await start(encryption_keys=new, channels=provider.settings(), public_url=PUBLIC_URL)
    assert await Phone(session, after.url, provider, "5551").do("text", 3, text="kolme") == 200
    await Phone(session, after.url, provider, "5551").until("Kuulin: kolme")
    assert len({call["sender"].rsplit("-", 1)[0] for call in parts.engine.calls}) == 1
    await provider.stop()


async def test_a_dead_letter_is_sent_again(
    telegram: Line, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = {"ok": False, "error_code": 400, "description": "Bad Request: odd"}
    await telegram.phone.do("text", 1, text="moi")
    await telegram.phone.until("Kuulin: moi")
    await telegram.quiet()
    telegram.provider.faults.append(lambda: web.json_response(bad, status=400))
    await telegram.phone.do("voice", 2)
    await telegram.quiet()
    await telegram.phone.do("text", 3, text="toka")
    await telegram.phone.until("Kuulin: toka")
    monkeypatch.setenv("SUUNTA_DATABASE_URL", database_url)

    async def run(*arguments: str) -> tuple[int, str]:
        done = await asyncio.to_thread(CliRunner().invoke, channels_app, list(arguments))
        return done.exit_code, done.stdout

    [letter] = [json.loads(line) for line in (await run("dead"))[1].splitlines()]
    assert (letter["channel"], letter["reason"]) == ("telegram", "Bad Request: odd")
    assert (await run("retry", str(letter["id"])))[0] == 0
    await telegram.gateway.app[COURIER].look(everything=True)
    await telegram.phone.until("En osaa vielä kuunnella")
    assert (await run("dead"))[1] == ""
    assert (await run("settle", str(letter["id"])))[0] == 1
    assert (await run("retry", "999"))[0] == 1
