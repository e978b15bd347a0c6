"""Fixtures of the fault tests. `SUUNTA_FAULTS=long` runs them at full length (scripts/faults.sh --long)."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.faults.ledger import Ledger
from tests.integration.gateway.fakes import Parts
from tests.support.postgresql import Cluster, running_cluster

LONG = os.environ.get("SUUNTA_FAULTS") == "long"
# Where a whole assistant is started for a fault: in the short version on one system.
SYSTEMS = ("sqlite", "postgresql") if LONG else ("sqlite",)


def times(short: int, long: int) -> int:
    """How often a fault is made."""
    return long if LONG else short


def database_of(request: pytest.FixtureRequest) -> dict[str, str]:
    """The setting of an assistant's database on the system that the parameter names."""
    if request.param == "sqlite":
        return {}
    cluster: Cluster = request.getfixturevalue("cluster")
    return {"SUUNTA_DATABASE_URL": cluster.new_database()}


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL cluster of our own, which may be restarted."""
    with running_cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each system."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.create(f"db_{tmp_path.name}".lower().replace("-", "_")[:60])


@pytest.fixture
async def parts() -> AsyncIterator[Parts]:
    """Scripted neighbours, all well."""
    running = Parts()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger(tmp_path / "ledger.jsonl")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP client that waits as long as a learner would."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as client:
        yield client
