"""The fake service over HTTP, and clients of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp.test_utils import TestServer

from backends.courses.opintopolku.client import Limits, OpintopolkuClient
from tests.support.fake_opintopolku import FakeOffering, FakeOpintopolku, FakeStudy

QUICK = Limits(connect=0.2, total=0.6, attempts=2, longest_wait=0.01)


@pytest.fixture
def fake() -> FakeOpintopolku:
    """Two studies with offerings, one without any, one with one that is not published."""
    return FakeOpintopolku(
        [
            FakeStudy(
                101,
                {"fi": "Lähihoitaja", "sv": "Närvårdare"},
                offerings=[
                    FakeOffering(201, {"fi": "Lähihoitaja, monimuoto"}, funding=("jotpa",)),
                    FakeOffering(202, {"sv": "Närvårdare, Helsingfors"}, town="kunta_091", requirement=None),
                ],
            ),
            FakeStudy(102, {"fi": "Merkonomi"}, offerings=[]),
            FakeStudy(
                103,
                {"fi": "Hitsaaja"},
                types=("amm", "amm-muu"),
                offerings=[
                    FakeOffering(203, {"fi": "Hitsauskurssi"}, funding=("tyovoimakoulutus",)),
                    FakeOffering(204, {"fi": "Vanha kurssi"}, published=False),
                ],
            ),
            FakeStudy(
                104,
                {"fi": "Kokki"},
                offerings=[FakeOffering(205, {"fi": "Kokki, vain etsitty"}, town="kunta_564")],
            ),
        ]
    )


@pytest.fixture
async def address(fake: FakeOpintopolku, aiohttp_server: Callable[..., Awaitable[TestServer]]) -> str:
    """The base address of the fake service."""
    server = await aiohttp_server(fake.app())
    return f"http://127.0.0.1:{server.port}/konfo-backend"


@pytest.fixture
async def client(address: str) -> AsyncIterator[OpintopolkuClient]:
    """A client without patience."""
    made = OpintopolkuClient(address, limits=QUICK)
    yield made
    await made.close()
