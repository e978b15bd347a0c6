"""The bar of the console: with 50 counsellors and 500 open conversations, how fast are pages and messages?

`scripts/service-python -m evaluation.console.load --out FILE` measures this checkout, `--before FOLDER` also
another (`git worktree add FOLDER COMMIT`, with the environments linked), in turns, so that both have the same
hours of the machine. Half of the conversations are held by the counsellors, half wait. Each counsellor has
one open with its event stream, opens pages and answers; learners write meanwhile, and now and then somebody
comes. A message is on screen when the stream brings it.
"""

import argparse
import asyncio
import os
import random
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from evaluation.console.comparing import compare, parser
from evaluation.load.turns import cpus, percentile
from tests.support.chat import Learner
from tests.support.console import Browser

PAUSE = 5.0  # seconds between a counsellor's pages
WRITES = 5.0  # messages of learners a second
COMES = 3.0  # seconds between two who come to the queue
WARM = 3.0
BARS = {"page_p95_ms": 300, "message_p95_ms": 500}


@dataclass(slots=True)
class Run:
    """What was measured, in seconds."""

    pages: dict[str, list[float]] = field(default_factory=dict)
    messages: list[float] = field(default_factory=list)
    lost: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Seat:
    """A counsellor with their conversations; the first is open on the screen."""

    browser: Browser
    learners: list[Learner]
    due: dict[str, float] = field(default_factory=dict)

    def address(self, number: int) -> str:
        """The page of a conversation."""
        return f"/console/conversations/{self.learners[number].conversation_id}"


async def post(learner: Learner, text: str) -> None:
    """Write as a learner."""
    message = {"client_message_id": uuid.uuid4().hex, "text": text}
    async with learner.session.post(
        f"{learner.base}/messages", json=message, headers=learner.headers
    ) as answer:
        assert answer.status == 202, await answer.text()


async def arrived(session: aiohttp.ClientSession, url: str) -> Learner:
    """A learner who has said something and waits for a human."""
    learner = await Learner.arrive(session, url)
    for text in ("asun Oulussa", "haluan puhua ihmisen kanssa"):
        await post(learner, text)
    return learner


async def seat(url: str, number: int, learners: list[Learner]) -> Seat:
    """Sign a counsellor in and let them take their conversations."""
    browser = Browser(url)
    await browser.sign_in(f"ohjaaja{number}")
    taken = Seat(browser, learners)
    for index in range(len(learners)):
        for _ in range(100):
            page = await browser.post(f"{taken.address(index)}/claim")
            if page.status == 200:
                break
            await asyncio.sleep(0.1)
    return taken


async def watch(one: Seat, run: Run) -> None:
    """The open page's stream: when does what was written come?"""
    async with one.browser.session.get(
        f"{one.browser.url}{one.address(0)}/live",
        params={"after": "0"},
        headers={"Accept": "text/event-stream"},
        timeout=aiohttp.ClientTimeout(total=None),
    ) as answer:
        async for raw in answer.content:
            line = raw.decode()
            for name in [name for name in one.due if name in line]:
                run.messages.append(time.perf_counter() - one.due.pop(name))


async def work(one: Seat, chance: random.Random, run: Run, until: float) -> None:
    """Open pages and answer, with pauses."""
    await asyncio.sleep(chance.uniform(0, PAUSE))
    while (now := time.monotonic()) < until:
        kind = chance.choices(("conversation", "queue", "answer"), (6, 2, 2))[0]
        address = one.address(chance.randrange(len(one.learners)))
        began = time.perf_counter()
        if kind == "answer":
            form = {"client_message_id": uuid.uuid4().hex, "text": "Kiitos, katson asiaa."}
            page = await one.browser.post(f"{address}/messages", **form)
        else:
            page = await one.browser.get(address if kind == "conversation" else "/console/queue")
        run.pages.setdefault(kind, []).append(time.perf_counter() - began)
        if page.status != 200:
            run.errors.append(f"{kind}: {page.status}")
        await asyncio.sleep(max(0.0, now + chance.expovariate(1 / PAUSE) - time.monotonic()))


async def write(seats: list[Seat], chance: random.Random, until: float) -> None:
    """Learners write, each to the counsellor who has the conversation open."""
    while time.monotonic() < until:
        one, name = chance.choice(seats), f"merkki-{uuid.uuid4().hex}"
        one.due[name] = time.perf_counter()
        await post(one.learners[0], f"entä sitten {name}")
        await asyncio.sleep(chance.expovariate(WRITES))


async def come(session: aiohttp.ClientSession, url: str, until: float) -> None:
    """Now and then somebody comes to the queue."""
    while time.monotonic() < until:
        await arrived(session, url)
        await asyncio.sleep(COMES)


async def measure(
    url: str, process: int, counsellors: int, conversations: int, seconds: float
) -> dict[str, Any]:
    """Fill the house, let everybody work for a while, return the figures."""
    chance, run = random.Random(8), Run()
    connector = aiohttp.TCPConnector(limit=10)
    async with aiohttp.ClientSession(connector=connector) as session:
        learners = await asyncio.gather(*(arrived(session, url) for _ in range(conversations)))
        each = conversations // 2 // counsellors
        seats = await asyncio.gather(
            *(seat(url, n, learners[n * each : (n + 1) * each]) for n in range(counsellors))
        )
        streams = [asyncio.create_task(watch(one, run)) for one in seats]
        await asyncio.sleep(WARM)
        load, until, busy = os.getloadavg()[0], time.monotonic() + seconds, worked(process)
        await asyncio.gather(
            *(work(one, random.Random(n), run, until) for n, one in enumerate(seats)),
            write(seats, chance, until),
            come(session, url, until),
        )
        busy = worked(process) - busy
        await asyncio.sleep(2)
        run.lost = sum(len(one.due) for one in seats)
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        for one in seats:
            await one.browser.session.close()
    return {**figures(run, load), "gateway_cpu_s": round(busy, 1)}


def worked(process: int) -> float:
    """Seconds of a core that a process has used (Linux), which other work on the machine hardly changes."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def figures(run: Run, load: float) -> dict[str, Any]:
    """The run in milliseconds."""
    every = [taken for kind in run.pages.values() for taken in kind]
    found: dict[str, Any] = {"page_p50_ms": percentile(every, 0.5), "page_p95_ms": percentile(every, 0.95)}
    found |= {f"{kind}_p95_ms": percentile(taken, 0.95) for kind, taken in sorted(run.pages.items())}
    found |= {
        "message_p50_ms": percentile(run.messages, 0.5),
        "message_p95_ms": percentile(run.messages, 0.95),
    }
    found = {name: round(1000 * value) for name, value in found.items()}
    return {
        **found,
        "pages": len(every),
        "messages": len(run.messages),
        "not_on_screen": run.lost,
        "errors": len(run.errors),
        "machine_load": round(load, 2),
    }


async def measured(url: str, process: int, given: argparse.Namespace) -> dict[str, Any]:
    """The figures that the arguments ask for."""
    return await measure(url, process, given.counsellors, given.conversations, given.seconds)


def main() -> None:
    """Measure, print, write."""
    asked = parser(__doc__)
    asked.add_argument("--seconds", type=float, default=40.0)
    given = asked.parse_args()
    compare(given, measured, {"cpus": cpus(), "seconds": given.seconds, "bars": BARS})


if __name__ == "__main__":
    main()
