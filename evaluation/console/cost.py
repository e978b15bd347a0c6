"""What one page of the console costs: the gateway's time of the processor per request, by kind of page.

`scripts/service-python -m evaluation.console.cost --out FILE`; `--before FOLDER` measures another checkout
too, in turns. The house is as full as in `load.py`, with an open event stream for each counsellor; then
requests come one after another. This changes less with other work on the machine than a page's wall time.
"""

import argparse
import asyncio
import json
import statistics
import time
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp

from evaluation.console.load import ROOT, Run, Seat, arrived, post, seat, served, watch, worked

Ask = Callable[[Seat, int], Awaitable[int]]
REST = 3.0  # seconds in which nobody asks anything


async def queue(one: Seat, number: int) -> int:
    """The page of who waits."""
    return (await one.browser.get("/console/queue")).status


async def conversation(one: Seat, number: int) -> int:
    """The page of a conversation."""
    return (await one.browser.get(one.address(number % len(one.learners)))).status


async def answer(one: Seat, number: int) -> int:
    """An answer of a counsellor, as the page sends it."""
    form = {"client_message_id": uuid.uuid4().hex, "text": "Kiitos, katson asiaa.", "csrf": one.browser.csrf}
    headers = {"Origin": one.browser.url, "HX-Request": "true"}
    return (await one.browser.send(f"{one.address(0)}/messages", form, headers)).status


async def message(one: Seat, number: int) -> int:
    """A message of a learner to the counsellor, with its way to the screen."""
    await post(one.learners[0], f"entä sitten {number}")
    return 200


KINDS: dict[str, Ask] = {"queue": queue, "conversation": conversation, "answer": answer, "message": message}


async def measure(
    url: str, process: int, counsellors: int, conversations: int, requests: int
) -> dict[str, float]:
    """Milliseconds of the processor per request."""
    run = Run()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=10)) as session:
        learners = await asyncio.gather(*(arrived(session, url) for _ in range(conversations)))
        each = conversations // 2 // counsellors
        seats = await asyncio.gather(
            *(seat(url, n, learners[n * each : (n + 1) * each]) for n in range(counsellors))
        )
        streams = [asyncio.create_task(watch(one, run)) for one in seats]
        await asyncio.sleep(REST)
        began, busy = time.monotonic(), worked(process)
        await asyncio.sleep(REST)
        idle = (worked(process) - busy) / (time.monotonic() - began)
        found = {"idle_ms_per_s": 1000 * idle}
        for kind, ask in KINDS.items():
            began, busy = time.monotonic(), worked(process)
            for number in range(requests):
                if (status := await ask(seats[number % counsellors], number // counsellors)) >= 400:
                    raise RuntimeError(f"{kind}: {status}")
            await asyncio.sleep(0.5)
            own = worked(process) - busy - idle * (time.monotonic() - began)
            found[f"{kind}_ms"] = 1000 * own / requests
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        for one in seats:
            await one.browser.session.close()
    return {name: round(value, 1) for name, value in found.items()}


def main() -> None:
    """Measure, print, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--before", type=Path, help="a second checkout")
    asked.add_argument("--counsellors", type=int, default=50)
    asked.add_argument("--conversations", type=int, default=500)
    asked.add_argument("--requests", type=int, default=200)
    asked.add_argument("--times", type=int, default=1)
    asked.add_argument("--out", type=Path)
    given = asked.parse_args()
    checkouts = {**({"before": given.before.resolve()} if given.before else {}), "now": ROOT}
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in checkouts}
    for _ in range(given.times):
        for name, checkout in checkouts.items():
            with served(checkout, given.counsellors) as (url, process):
                found = asyncio.run(
                    measure(url, process, given.counsellors, given.conversations, given.requests)
                )
            runs[name].append(found)
            print(name, json.dumps(found), flush=True)
    report = {
        "counsellors": given.counsellors,
        "conversations": given.conversations,
        "requests_of_each": given.requests,
        "medians": {
            name: {key: statistics.median(one[key] for one in found) for key in found[0]}
            for name, found in runs.items()
        },
        "runs": runs,
    }
    if given.out:
        given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
