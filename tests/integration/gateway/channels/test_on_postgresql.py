"""The same on PostgreSQL, with two gateways on one database: each event and each message once."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.channels.setup import COURIER
from tests.integration.gateway.conftest import Start
from tests.integration.gateway.fakes import Parts
from tests.support.postgresql import Cluster, programs
from tests.support.providers.base import Phone
from tests.support.providers.telegram import TelegramServer
from tests.support.providers.twilio import PUBLIC_URL

pytestmark = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed")


@pytest.fixture
def database_url(postgresql: Cluster, template: str) -> str:
    """A database of its own on the server."""
    return postgresql.new_database(template)


@pytest.fixture
async def provider() -> AsyncIterator[TelegramServer]:
    """Telegram's stand-in."""
    server = TelegramServer()
    await server.start()
    yield server
    await server.stop()


async def test_two_gateways_share_calls_and_sending(
    start: Start, provider: TelegramServer, session: aiohttp.ClientSession, parts: Parts
) -> None:
    gateways = [await start(channels=provider.settings(), public_url=PUBLIC_URL) for _ in range(2)]
    people = [
        [Phone(session, gateway.url, provider, str(7000 + person)) for gateway in gateways]
        for person in range(6)
    ]

    async def twice(person: int, number: int) -> None:
        """The same call at both gateways at once."""
        text = f"viesti {person}.{number}"
        calls = (phone.do("text", person * 100 + number, text=text) for phone in people[person])
        assert set(await asyncio.gather(*calls)) == {200}

    for number in range(3):
        await asyncio.gather(*(twice(person, number) for person in range(6)))
    wanted = [f"Kuulin: viesti {person}.{number}" for person in range(6) for number in range(3)]
    await people[0][0].until(*wanted, seconds=40)
    for gateway in gateways:
        await gateway.app[COURIER].look(everything=True)
        await gateway.app[COURIER].idle()
    assert sorted(parts.engine.heard) == sorted(text.removeprefix("Kuulin: ") for text in wanted)
    for person in range(6):
        got = [message["text"] for message in provider.sent if message["chat_id"] == 7000 + person]
        assert [text for text in got if text.startswith("Kuulin")] == wanted[person * 3 : person * 3 + 3]
        assert len(got) == len(set(got))
