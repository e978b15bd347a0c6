"""A full disk: what cannot be stored is refused and not acknowledged; with room again everything goes on.

The disk is a tmpfs of 4 MB where one may be mounted (root), else a database that may not grow: SQLite says
the same of both.
"""

import asyncio
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.faults.ledger import Ledger
from tests.integration.gateway.conftest import Start, start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import Learner
from tests.support.gateway_process import alive, process

__all__ = ["start"]

LONG_WORDS = "sana " * 300


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system of 4 MB; None where we may not mount one."""
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    )
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


async def until_refused(learner: Learner, ledger: Ledger) -> None:
    """Write until the service says that it cannot take more."""
    for _ in range(3000):
        seq = await ledger.attempt(learner, LONG_WORDS)
        if seq is None:
            return
    raise AssertionError("the disk never became full")


async def test_a_full_disk_refuses_and_recovers(
    parts: Parts, ledger: Ledger, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("needs root to mount a small disk; the next test fills a database instead")
        filler = disk / "filler"
        limits = {f"rate_{name}": "100000/second" for name in ("messages", "requests", "conversation")}
        async with process(parts.ports, disk, **limits) as (address, spawn):
            spawn()
            await alive(address)
            learner = await Learner.arrive(session, address)
            await ledger.say(learner, "ennen")
            await learner.hear()
            _fill(filler)
            await until_refused(learner, ledger)
            assert ledger.refusals
            assert (await _readyz(session, address)) in {200, 503}
            filler.unlink()
            await ledger.say(learner, "jälkeen")
            url = f"sqlite+aiosqlite:///{disk / 'gateway.sqlite'}"
            assert await ledger.reconcile([learner], url) == len(ledger.acknowledged[learner.conversation_id])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_database_that_may_not_grow_refuses_and_recovers(
    start: Start,
    parts: Parts,
    ledger: Ledger,
    session: aiohttp.ClientSession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await (await start()).stop()  # makes the tables
    with sqlite3.connect(tmp_path / "gateway.sqlite") as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
    from bot.conversations import database as module

    monkeypatch.setattr(module, "PRAGMAS", (*module.PRAGMAS, f"max_page_count={pages + 40}"))
    full = await start(rate_conversation="100000/second", rate_messages="100000/second")
    learner = await Learner.arrive(session, full.url)
    await until_refused(learner, ledger)
    await full.stop()
    monkeypatch.undo()
    learner.url = (await start()).url
    await ledger.say(learner, "jälkeen")
    url = f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"
    assert await ledger.reconcile([learner], url) > 2


def _fill(path: Path) -> None:
    """Leave next to no room."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


async def _readyz(session: aiohttp.ClientSession, address: str) -> int:
    async with session.get(f"{address}/readyz") as answer:
        await asyncio.sleep(0)
        return answer.status
