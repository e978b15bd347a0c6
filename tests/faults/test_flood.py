"""A flood from one address is held back, and the others do not feel it."""

import asyncio
import time
from collections import Counter
from pathlib import Path

import aiohttp

from tests.faults.conftest import times
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.gateway_process import alive, process

FLOODER, FLOOD_PER_SECOND, OTHERS = "127.0.0.2", 130, 5
P95_SECONDS = 2.0


def client_at(address: str) -> aiohttp.ClientSession:
    """A client whose requests come from this address."""
    connector = aiohttp.TCPConnector(local_addr=(address, 0), limit=0)
    return aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=20))


async def test_one_address_floods(parts: Parts, tmp_path: Path) -> None:
    statuses: Counter[int] = Counter()
    seconds: list[float] = []
    over = asyncio.Event()
    async with process(parts.ports, tmp_path) as (address, spawn), client_at(FLOODER) as flooder:
        spawn()
        await alive(address)

        async def one_request() -> None:
            async with flooder.get(f"{address}/api/v1/texts") as answer:
                statuses[answer.status] += 1
                if answer.status == 429:
                    assert int(answer.headers["Retry-After"]) > 0

        async def flood() -> None:
            sent: list[asyncio.Task[None]] = []
            while not over.is_set():
                sent.append(asyncio.create_task(one_request()))
                await asyncio.sleep(1 / FLOOD_PER_SECOND)
            await asyncio.gather(*sent)

        async def talk(number: int) -> None:
            async with client_at(f"127.0.0.{number + 10}") as client:
                learner = await Learner.arrive(client, address)
                while not over.is_set():
                    began = time.perf_counter()
                    await learner.say("moi")
                    seconds.append(time.perf_counter() - began)
                    await asyncio.sleep(0.3)

        running = [asyncio.create_task(flood()), *(asyncio.create_task(talk(n)) for n in range(OTHERS))]
        await asyncio.sleep(times(13, 60))
        over.set()
        await asyncio.gather(*running)
    assert statuses[429] > 50, statuses
    assert set(statuses) == {200, 429}
    assert len(seconds) > OTHERS * 10
    assert sorted(seconds)[int(len(seconds) * 0.95)] < P95_SECONDS
