"""The gateway as a process of its own, before scripted or real neighbours."""

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from cli.paths import ROOT, SERVICE_PYTHON
from tests.support.assistant import free_ports

Spawn = Callable[[], "subprocess.Popen[bytes]"]


@asynccontextmanager
async def process(ports: Mapping[str, int], var: Path, **settings: Any) -> AsyncIterator[tuple[str, Spawn]]:
    """Gives the gateway's address, and what starts it (again). `ports` are those of its neighbours."""
    (port,) = free_ports(1)
    given = {**ports, "port": port, "var": var, "retry_pause": 0.05, **settings}
    environment = os.environ | {f"SUUNTA_{name.upper()}": str(value) for name, value in given.items()}
    running: list[subprocess.Popen[bytes]] = []

    def spawn() -> "subprocess.Popen[bytes]":
        with (var / "gateway.log").open("ab") as log:
            running.append(
                subprocess.Popen(
                    [str(SERVICE_PYTHON), "-m", "bot"], cwd=ROOT, env=environment, stderr=log, stdout=log
                )
            )
        return running[-1]

    try:
        yield f"http://127.0.0.1:{port}", spawn
    finally:
        for one in running:
            one.kill()
            one.wait()


async def alive(url: str, within: float = 15.0) -> None:
    """Wait until the process answers. Raises TimeoutError."""
    deadline = time.monotonic() + within
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < deadline:
            try:
                async with session.get(f"{url}/healthz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
    raise TimeoutError(url)
