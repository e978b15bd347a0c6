"""Claims: one holder at a time among processes; who dies lets go."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversations.claims import Claims, ClaimsAwayError, FileLocks, SessionLocks, claimed, claims_for
from cli.paths import ROOT
from tests.support.postgresql import Cluster, programs

HOLDS = """
import asyncio, sys
from bot.conversations.claims import claims_for

async def hold():
    claims = claims_for(sys.argv[1])
    print(await claims.take("one"), flush=True)
    await asyncio.sleep(60)

asyncio.run(hold())
"""


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(programs() is None, reason="no PostgreSQL")),
    ]
)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database on each system."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database()


@pytest.fixture
async def claims(url: str) -> AsyncIterator[Claims]:
    """The claims of this process."""
    ours = claims_for(url)
    yield ours
    await ours.close()


def holder(url: str) -> "subprocess.Popen[str]":
    """Another process that holds a conversation."""
    other = subprocess.Popen([sys.executable, "-c", HOLDS, url], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert other.stdout
    assert other.stdout.readline() == "True\n"
    return other


async def test_another_process_is_kept_out_until_the_holder_dies(url: str, claims: Claims) -> None:
    other = holder(url)
    try:
        assert await claims.take("one") is False
        assert await claims.take("two") is True
        async with claimed(claims, "one") as mine:
            assert mine is False
    finally:
        other.kill()
        other.wait()
    async with asyncio.timeout(5):
        while not await claims.take("one"):  # noqa: ASYNC110 - the server notices a moment later
            await asyncio.sleep(0.02)


async def test_what_is_given_back_can_be_taken_again(claims: Claims) -> None:
    for _ in range(3):
        async with claimed(claims, "one") as mine:
            assert mine is True
    await claims.give_back("never taken")


def test_each_system_has_its_claims(tmp_path: Path) -> None:
    assert isinstance(claims_for("postgresql+psycopg://user@127.0.0.1/suunta"), SessionLocks)
    assert isinstance(claims_for(f"sqlite+aiosqlite:///{tmp_path}/x.sqlite"), FileLocks)


@pytest.mark.slow
async def test_two_sessions_of_one_server_exclude_each_other_and_survive_its_restart(
    postgresql: Cluster,
) -> None:
    if programs() is None:
        pytest.skip("no PostgreSQL")
    url = postgresql.new_database()
    first, second = SessionLocks(url), SessionLocks(url)
    assert await first.take("one")
    assert not await second.take("one")
    await asyncio.to_thread(postgresql.restart)
    with pytest.raises(ClaimsAwayError):
        await second.take("one")
    assert await second.take("one")  # the restart has freed what the first one held
    await first.give_back("one")  # and giving back what is lost is no error
    assert not await first.take("one")
    await first.close()
    await second.close()


async def test_a_server_that_is_away_is_said_to_be() -> None:
    with pytest.raises(ClaimsAwayError):
        await SessionLocks("postgresql+psycopg://user@127.0.0.1:1/suunta").take("one")
