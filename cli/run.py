"""`suunta run`: the whole assistant on one machine, until it is told to stop."""

import asyncio
import signal
import subprocess
import sys
import time
from types import FrameType

import aiohttp
import typer

from cli.settings import CommandSettings, read_settings
from cli.supervision import processes, write_config

READY_WITHIN = 120.0


def run() -> None:
    """Start engine, actions, backends and gateway; say where to open the assistant; restart what dies."""
    settings = read_settings()
    _refuse_taken_port(settings)
    config = write_config(settings.var, processes(settings.engines, settings.engine_port))
    supervisor = subprocess.Popen(
        [sys.executable, "-P", "-m", "supervisor.supervisord", "-n", "-c", str(config)]
    )
    _pass_signals_on(supervisor)
    started = time.monotonic()
    sick = asyncio.run(_wait_until_ready(settings.address, supervisor))
    if supervisor.poll() is None:
        _announce(settings, sick, time.monotonic() - started)
    raise typer.Exit(supervisor.wait())


def _refuse_taken_port(settings: CommandSettings) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            typer.echo(
                f"suunta: cannot listen on {settings.host}:{settings.port} ({error.strerror}). "
                "Stop the other program or set SUUNTA_PORT.",
                err=True,
            )
            raise typer.Exit(1) from error


def _pass_signals_on(supervisor: "subprocess.Popen[bytes]") -> None:
    def stop(signum: int, frame: FrameType | None) -> None:
        supervisor.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


async def _wait_until_ready(address: str, supervisor: "subprocess.Popen[bytes]") -> str | None:
    """Return None when the gateway is ready, else what it names as sick after the longest wait."""
    sick = "the gateway does not answer yet"
    deadline = time.monotonic() + READY_WITHIN
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        while time.monotonic() < deadline and supervisor.poll() is None:
            try:
                async with session.get(f"{address}/readyz") as answer:
                    if answer.status == 200:
                        return None
                    sick = await answer.text()
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(0.3)
    return sick


def _announce(settings: CommandSettings, sick: str | None, seconds: float) -> None:
    if sick is None:
        typer.echo(f"Suunta is ready after {seconds:.0f} s. Open {settings.address}/chat", err=True)
    else:
        typer.echo(
            f"Suunta is not ready after {seconds:.0f} s: {sick}. Logs: {settings.var / 'log'}", err=True
        )
    typer.echo("Stop with Ctrl-C.", err=True)
