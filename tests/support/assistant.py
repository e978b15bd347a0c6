"""The real assistant for tests: real processes under the real supervisor, on free ports."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from cli.paths import ROOT, SERVICE_PYTHON

READY_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Assistant:
    """A running assistant: its address, its ports by process, and its folder of databases and logs."""

    url: str
    ports: dict[str, int]
    var: Path

    def kill(self, name: str) -> None:
        """Kill one process with SIGKILL; the supervisor starts it again."""
        os.kill(self.pid(name), signal.SIGKILL)

    def pid(self, name: str) -> int:
        """Return the process id of one process, as the supervisor last logged it."""
        log = (self.var / "log" / "supervisord.log").read_text(encoding="utf-8")
        return int(re.findall(rf"spawned: '{name}' with pid (\d+)", log)[-1])


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


@contextmanager
def running_assistant(var: Path, **settings: str) -> Iterator[Assistant]:
    """Start the assistant, wait until it is ready, stop it at the end."""
    names = ("gateway", "engine", "actions", "backends")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SUUNTA_VAR": str(var),
        "SUUNTA_PORT": str(ports["gateway"]),
        "SUUNTA_BACKENDS_WARM_UP": "0",
        **{f"SUUNTA_{name.upper()}_PORT": str(port) for name, port in ports.items() if name != "gateway"},
        **settings,
    }
    var.mkdir(parents=True, exist_ok=True)
    with (var / "run.log").open("wb") as log:
        process = subprocess.Popen(
            [str(SERVICE_PYTHON), "-P", "-m", "cli", "run"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        assistant = Assistant(f"http://127.0.0.1:{ports['gateway']}", ports, var)
        try:
            _wait_until_announced(var, process)
            yield assistant
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait_until_announced(var: Path, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        said = (var / "run.log").read_text(encoding="utf-8")
        if "is ready" in said:
            return
        if process.poll() is not None or "is not ready" in said:
            break
        time.sleep(0.2)
    logs = "\n".join(
        f"--- {path.name}\n{path.read_text(errors='replace')[-2000:]}" for path in (var / "log").glob("*.log")
    )
    raise AssertionError(f"the assistant did not start:\n{(var / 'run.log').read_text()}\n{logs}")


async def wait_until_ready(url: str, within: float = 60.0) -> None:
    """Wait until `/readyz` answers 200. Raises TimeoutError when it does not in time."""
    deadline = time.monotonic() + within
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        while time.monotonic() < deadline:
            try:
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(0.2)
    raise TimeoutError(f"{url} was not ready within {within} s")
