"""Fixtures for every suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator["object"]:
    """The whole assistant, started once for the suites that talk to it."""
    from tests.support.assistant import running_assistant

    with running_assistant(tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def postgresql() -> Iterator["object"]:
    """A throw-away PostgreSQL cluster (tests.support.postgresql.Cluster), started at its first use."""
    from tests.support.postgresql import running_cluster

    with running_cluster() as cluster:
        yield cluster
