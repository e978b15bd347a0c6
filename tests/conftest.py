"""Fixtures for every suite."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Continuous integration draws the same examples each time, so that a change fails by its own fault alone;
# at home each run draws new ones and finds what nobody thought of.
settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same")


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
