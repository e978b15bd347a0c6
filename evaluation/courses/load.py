"""How many searches a second one process of the backends answers, each a text that it has not seen.

    .venv/service/bin/python -m evaluation.courses.load 300 10        # requests a second, seconds
    .venv/service/bin/python -m evaluation.courses.load 300 10 words  # no words come again, either
    .venv/service/bin/python -m evaluation.courses.load 300 10 quiet  # begins when the machine is idle

Requests are sent at a steady rate whether or not the earlier ones were answered. Prints one line, with what
others used of the processor meanwhile; the script itself takes about half a millisecond a request of it.
Without `words` the texts are the judged queries, each with several towns, so that what their words lead to is
known after a first time; with it each text is another name, title or keyword of the catalogue with a town.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from backends.courses.catalogue import load_catalogue
from evaluation.courses.judgements import read_queries
from tests.support.assistant import free_ports

_TOWNS = (
    "Oulu",
    "Turku",
    "Lahti",
    "Kuopio",
    "Pori",
    "Vaasa",
    "Kotka",
    "Kemi",
    "Salo",
    "Rauma",
    "Imatra",
    "Espoo",
)
_PATIENCE = 300
_QUIET, _LOOK_SECONDS = 0.8, 2.5


def main() -> None:
    """Starts a process of the backends and loads it."""
    rate, seconds = (float(argument) for argument in sys.argv[1:3])
    made = new_words if "words" in sys.argv[3:] else unseen
    print(asyncio.run(loaded(rate, made(round(rate * seconds)), quiet="quiet" in sys.argv[3:])))


async def loaded(rate: float, texts: Sequence[str], quiet: bool = False) -> str:
    """One line of what was measured; with `quiet` when next the machine has little else to do."""
    async with (
        backends() as (address, pid),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
    ):
        for judged in read_queries()[::10]:
            await asked(session, address, judged.text)
        if quiet:
            await _quiet()
        began, spent = time.perf_counter(), processor_seconds(pid)
        busy, own = machine_seconds()[0], time.process_time()
        waiting = []
        for number, text in enumerate(texts):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            waiting.append(asyncio.create_task(asked(session, address, text)))
        answers = await asyncio.gather(*waiting)
        took, spent = time.perf_counter() - began, processor_seconds(pid) - spent
        others = machine_seconds()[0] - busy - spent - (time.process_time() - own)
    milliseconds = [answer for answer, ok in answers if ok]
    cuts = statistics.quantiles(milliseconds, n=100)
    return (
        f"{rate:.0f} requests/s asked for, {len(milliseconds) / took:.0f}/s answered,"
        f" {len(answers) - len(milliseconds)} failed; p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms,"
        f" p99 {cuts[98]:.0f} ms; {spent / len(answers) * 1000:.1f} ms of processor a request;"
        f" others used {others / took:.1f} of {os.cpu_count()} cores;"
        f" load of the machine {os.getloadavg()[0]:.1f}"
    )


async def _quiet() -> None:
    """Waits until the machine is idle for the most part."""
    while True:
        busy, idle = machine_seconds()
        await asyncio.sleep(_LOOK_SECONDS)
        busier, idler = machine_seconds()
        if idler - idle >= _QUIET * (busier - busy + idler - idle):
            return


def machine_seconds() -> tuple[float, float]:
    """What all processes have used of the processors, and what was left (Linux)."""
    fields = Path("/proc/stat").read_text(encoding="utf-8").partition("\n")[0].split()[1:]
    ticks = [int(field) / os.sysconf("SC_CLK_TCK") for field in fields]
    idle = ticks[3] + ticks[4]
    return sum(ticks) - idle, idle


def processor_seconds(pid: int) -> float:
    """What a process has used of the processor (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def unseen(number: int) -> Sequence[str]:
    """Different texts: the judged queries with towns."""
    queries = read_queries()
    every = [f"{judged.text} {town}" for town in _TOWNS for judged in queries]
    every += [f"{one} {another.text}" for one in every for another in queries[:2]]
    return random.Random(4).sample(every, number)


def new_words(number: int) -> Sequence[str]:
    """Different names, titles and keywords of the catalogue, each once, with a town."""
    said = {text for one in load_catalogue() for text in (one.name, *one.titles, *one.keywords)}
    chosen = random.Random(4).sample(sorted(said), number)
    return [f"{text} {_TOWNS[at % len(_TOWNS)]}" for at, text in enumerate(chosen)]


async def asked(session: aiohttp.ClientSession, address: str, text: str) -> tuple[float, bool]:
    """Milliseconds, and whether there was an answer with hits."""
    began = time.perf_counter()
    async with session.get(f"{address}/v1/courses", params={"q": text}) as response:
        body = await response.json()
    return (time.perf_counter() - began) * 1000, response.status == 200 and bool(body["items"])


@asynccontextmanager
async def backends() -> AsyncIterator[tuple[str, int]]:
    """A process of the backends over the embedded catalogue: its address and number."""
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as var:
        settings = {"SUUNTA_BACKENDS_PORT": str(port), "SUUNTA_VAR": var, "SUUNTA_LOG_LEVEL": "warning"}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "backends", env=os.environ | settings, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            await ready(address)
            yield address, process.pid
        finally:
            process.terminate()
            await process.wait()


async def ready(address: str) -> None:
    """Waits until the process answers."""
    until = time.monotonic() + _PATIENCE
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < until:
            try:
                async with session.get(f"{address}/v1/courses", params={"q": "hitsaus"}) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
    raise TimeoutError


if __name__ == "__main__":
    main()
