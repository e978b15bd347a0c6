"""Fixtures: a gateway with two organisations, browsers that are signed in, a learner who waits."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from tests.integration.gateway.conftest import POSTGRESQL, Gateway, Start, make_database
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.console import Browser, organisations_file

REQUEST = {"type": "owner.request", "reason": "asked", "summary": "Etsii kurssia Oulusta"}

BOTH = pytest.mark.parametrize("database_url", ["sqlite", POSTGRESQL], indirect=True)

SignIn = Callable[[str], Awaitable[Browser]]


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path) -> str:
    """SQLite; tests marked BOTH run on PostgreSQL too."""
    return make_database(request, tmp_path, empty_database)


@pytest.fixture
async def gateway(start: Start, tmp_path: Path) -> Gateway:
    """A gateway that two organisations share."""
    return await start(organisations=organisations_file(tmp_path))


@pytest.fixture
async def sign_in(gateway: Gateway) -> AsyncIterator[SignIn]:
    """Opens a browser in which a made-up person is signed in; nobody for an empty name."""
    async with AsyncExitStack() as stack:

        async def signing_in(account: str) -> Browser:
            browser = await stack.enter_async_context(Browser(gateway.url))
            if account:
                page = await browser.sign_in(account)
                assert page.status == 200, page.text
            return browser

        yield signing_in


@pytest.fixture
async def counsellor(sign_in: SignIn) -> Browser:
    """A counsellor of the first organisation."""
    return await sign_in("counsellor.ohjaus")


@pytest.fixture
async def waiting(parts: Parts, gateway: Gateway, session: aiohttp.ClientSession) -> Learner:
    """A learner who has asked for a human; their conversation is the first organisation's."""
    learner = await Learner.arrive(session, gateway.url)
    parts.engine.effects = [REQUEST]
    await learner.say("haluan puhua ihmisen kanssa")
    parts.engine.effects = []
    return learner


def address_of(learner: Learner) -> str:
    """The conversation's page."""
    return f"/console/conversations/{learner.conversation_id}"
