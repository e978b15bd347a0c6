"""Fixtures of the browser tests: Debian's Chromium, the fake gateway, and the whole assistant."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.fake_gateway import FakeGateway
from tests.support.assistant import free_ports, running_assistant

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the distribution's Chromium; Playwright's own browsers are not installed."""
    if not CHROMIUM.exists():
        pytest.fail("the browser tests need Debian's chromium: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": ARGUMENTS}


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    """A fake gateway of its own for each test."""
    fake = FakeGateway()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture(scope="session")
def allowed_port() -> int:
    """The port of the one other origin that may embed the widget."""
    return free_ports(1)[0]


@pytest.fixture(scope="session")
def assistant_url(tmp_path_factory: pytest.TempPathFactory, allowed_port: int) -> Iterator[str]:
    """Address of a running assistant: the one of SUUNTA_E2E_URL, else one started for these tests.

    It is started and stopped in a thread of its own: Playwright's loop occupies this one.
    """
    given = os.environ.get("SUUNTA_E2E_URL")
    if given:
        yield given.rstrip("/")
        return
    origin = f"http://127.0.0.1:{allowed_port}"
    running = running_assistant(tmp_path_factory.mktemp("var"), SUUNTA_EMBED_ORIGINS=origin)
    with ThreadPoolExecutor(max_workers=1) as thread:
        assistant = thread.submit(running.__enter__).result()
        yield assistant.url
        thread.submit(running.__exit__, None, None, None).result()
