"""Fixtures: a gateway with one messaging channel, its provider's stand-in, and a person's phone."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.settings import ChannelSettings
from bot.channels.setup import COURIER
from tests.integration.gateway.conftest import Gateway, Start
from tests.support.providers.base import Phone
from tests.support.providers.meta import MessengerServer, WhatsAppServer
from tests.support.providers.telegram import TelegramServer
from tests.support.providers.twilio import PUBLIC_URL, TwilioServer

PROVIDERS: dict[str, tuple[Any, str]] = {
    "telegram": (TelegramServer, "5551"),
    "sms": (TwilioServer, "+358405551111"),
    "whatsapp": (WhatsAppServer, "358405551111"),
    "messenger": (MessengerServer, "70001"),
}


@pytest.fixture
def database_url(tmp_path: Path, empty_database: Path) -> str:
    """SQLite; what PostgreSQL does otherwise is in test_on_postgresql.py."""
    shutil.copy(empty_database, tmp_path / "gateway.sqlite")
    return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"


@dataclass(slots=True)
class Line:
    """A channel as a test sees it."""

    gateway: Gateway
    provider: Any  # one of PROVIDERS
    phone: Phone

    def other(self, address: str) -> Phone:
        """Another person's phone."""
        return Phone(self.phone.session, self.gateway.url, self.provider, address)

    async def quiet(self) -> None:
        """Wait until all that is due has been sent."""
        courier = self.gateway.app[COURIER]
        await courier.look(everything=True)
        await courier.idle()


async def _line(
    name: str, start: Start, session: aiohttp.ClientSession, **more: float
) -> AsyncIterator[Line]:
    server, address = PROVIDERS[name]
    provider = server()
    await provider.start()
    channels = provider.settings().model_copy(update=more)
    gateway = await start(channels=channels, public_url=PUBLIC_URL)
    yield Line(gateway, provider, Phone(session, gateway.url, provider, address))
    await provider.stop()


@pytest.fixture(params=list(PROVIDERS))
async def line(
    request: pytest.FixtureRequest, start: Start, session: aiohttp.ClientSession
) -> AsyncIterator[Line]:
    """Each of the channels."""
    async for found in _line(request.param, start, session):
        yield found


@pytest.fixture(params=list(PROVIDERS))
async def patient(
    request: pytest.FixtureRequest, start: Start, session: aiohttp.ClientSession
) -> AsyncIterator[Line]:
    """Each of the channels, which waits for earlier events as long as it does in use."""
    async for found in _line(request.param, start, session, channel_hold=ChannelSettings().channel_hold):
        yield found


@pytest.fixture
async def telegram(start: Start, session: aiohttp.ClientSession) -> AsyncIterator[Line]:
    """Telegram alone."""
    async for found in _line("telegram", start, session):
        yield found


@pytest.fixture
async def whatsapp(start: Start, session: aiohttp.ClientSession) -> AsyncIterator[Line]:
    """WhatsApp alone."""
    async for found in _line("whatsapp", start, session):
        yield found
