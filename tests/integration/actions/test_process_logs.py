"""The actions' own process: whatever fails in it, its log holds no word of anybody."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from cli.paths import ROOT, SERVICE_PYTHON
from tests.support.assistant import free_ports

MARK = "Mirrinmaukuja"
READY_WITHIN = 60.0
# What rasa_sdk itself complains of in words: a name that it does not know, a version that is none, no call.
TORN = ({"next_action": MARK}, {"version": MARK, "next_action": "action_turn", "tracker": MARK}, MARK)


@pytest.fixture
def actions(tmp_path: Path) -> Iterator[str]:
    """The address of a running process; what it writes lands in `log`."""
    (port,) = free_ports(1)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUUNTA_ACTIONS_PORT": str(port)}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(SERVICE_PYTHON), "-P", "-m", "actions"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _ready(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _ready(address: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the actions did not start")


async def test_what_fails_in_an_action_leaves_no_word(actions: str, tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        for body in TORN:
            async with session.post(f"{actions}/webhook", json=body) as answer:
                assert answer.status >= 400
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert '"event": "library"' in log
    assert '"logger": "rasa_sdk' in log
    assert MARK not in log
