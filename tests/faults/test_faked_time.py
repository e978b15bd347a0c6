"""The same for a real process: libfaketime moves its wall clock by an hour, either way, while it runs."""

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
import pytest

from tests.faults.conftest import LONG
from tests.faults.ledger import Ledger
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.gateway_process import alive, process

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
NOTICED_WITHIN = 20.0  # seconds until the library has read its file again
JUMPS = ("+0", "+3600", "-3600", "+3600")


async def _it_is(shift: int, address: str, session: aiohttp.ClientSession) -> None:
    """Wait until the process's clock is so many seconds from ours: its answers say what time it has."""
    deadline = time.monotonic() + NOTICED_WITHIN
    while time.monotonic() < deadline:
        async with session.get(f"{address}/healthz") as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
        if abs((theirs - datetime.now(UTC)).total_seconds() - shift) < 60:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"the clock did not jump to {shift} seconds from ours")


@pytest.mark.skipif(not LIBRARIES, reason="libfaketime is not installed (Debian: apt-get install faketime)")
async def test_order_is_kept_and_nothing_is_invisible(
    database_url: str,
    parts: Parts,
    session: aiohttp.ClientSession,
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if database_url.startswith("sqlite") and not LONG:
        pytest.skip("the library makes SQLite very slow: in the long version alone")
    clock = tmp_path / "clock"
    clock.write_text(JUMPS[0])
    for name, value in (
        ("LD_PRELOAD", str(LIBRARIES[0])),
        ("FAKETIME_TIMESTAMP_FILE", str(clock)),
        ("FAKETIME_CACHE_DURATION", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ):
        monkeypatch.setenv(name, value)
    running = process(parts.ports, tmp_path, database_url=database_url)
    async with running as (address, spawn):
        spawn()
        await alive(address)
        learner = await Learner.arrive(session, address)
        said, days = [], []
        for number, shift in enumerate(JUMPS):
            clock.write_text(shift)
            await _it_is(int(shift), address, session)
            parts.engine.effects = [
                {"type": "consent.record", "purpose": "x", "version": "1", "granted": number % 2 == 1}
            ]
            said += [f"viesti {number} {part}" for part in "ab"]
            for text in said[-2:]:
                await ledger.say(learner, text)
            await learner.hear()
            days.append(learner.messages[-1]["at"])
        assert parts.engine.heard == said
        assert sorted(days) != days  # the clock did jump
        async with session.get(f"{learner.base}/export", headers=learner.headers) as answer:
            assert (await answer.json())["consents"] == {"x": True}
        assert await ledger.reconcile([learner], database_url) == len(said)
