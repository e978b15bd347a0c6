"""The backends' process as it runs: start, readiness, long queries, a refused catalogue, a wrong setting."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[3]
_START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def start(var: Path, port: int, **environment: str) -> subprocess.Popen[str]:
    settings = {**os.environ, "SUUNTA_VAR": str(var), "SUUNTA_BACKENDS_PORT": str(port), **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "backends"], cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True
    )


def get(base: str, path: str) -> tuple[int, dict[str, object]]:
    try:
        with urlopen(base + path, timeout=5) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        return error.code, json.load(error)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    process = start(tmp_path_factory.mktemp("var"), port)
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            assert get(address, "/readyz")[0] == 200
            break
        except URLError:
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            assert time.monotonic() < deadline
            time.sleep(0.2)
    yield address
    process.terminate()
    assert process.wait(10) == 0


def test_a_person_finds_a_course(base: str) -> None:
    status, page = get(base, "/v1/courses?limit=3&q=" + quote("järkkärikortti turkuun"))
    assert status == 200
    items = page["items"]
    assert isinstance(items, list)
    assert "ärjestyksenvalvoj" in items[0]["name"]
    assert all("place" in item["relaxed"] or "Turku" in item["places"] for item in items)


@pytest.mark.parametrize("letter", ["a", "ä", '"'])
def test_ten_thousand_characters_are_refused_kindly(base: str, letter: str) -> None:
    status, problem = get(base, "/v1/courses?q=" + quote(letter * 10_000))
    assert (status, problem["type"]) == (400, "urn:suunta:problem:query-too-long")


def test_facts_are_served(base: str) -> None:
    status, facts = get(base, "/v1/facts")
    assert status == 200
    assert facts["items"]


def test_only_the_loopback_listens(base: str) -> None:
    port = int(base.rsplit(":", 1)[1])
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError):
            socket.create_connection((str(address), port), timeout=1).close()


def test_a_wrong_setting_is_refused_with_its_name(tmp_path: Path) -> None:
    process = start(tmp_path, 1, SUUNTA_BACKENDS_PORT="no number")
    _, errors = process.communicate(timeout=_START_SECONDS)
    assert process.returncode == 1
    assert "SUUNTA_BACKENDS_PORT" in errors
    assert "Traceback" not in errors


def test_a_wrong_catalogue_at_the_first_start_is_refused_with_file_and_reason(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "defaults.yml").write_text("regions: [", encoding="utf-8")
    process = start(tmp_path, free_port(), SUUNTA_CATALOGUE=str(tmp_path / "catalogue"))
    _, errors = process.communicate(timeout=_START_SECONDS)
    assert process.returncode == 1
    assert "defaults.yml" in errors
    assert "Traceback" not in errors
