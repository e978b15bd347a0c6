"""What one page of the console costs: the gateway's time of the processor per request, by kind of page.

`scripts/service-python -m evaluation.console.cost --out FILE`; `--before FOLDER` measures another checkout
too, in turns. The house is as full as in `load.py`, with an open event stream for each counsellor; then
requests come one after another. This changes less with other work on the machine than a page's wall time.
"""

import argparse
import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from evaluation.console.comparing import compare, parser
from evaluation.console.load import Run, Seat, arrived, post, seat, watch, worked

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


async def measured(url: str, process: int, given: argparse.Namespace) -> dict[str, Any]:
    """The figures that the arguments ask for."""
    return await measure(url, process, given.counsellors, given.conversations, given.requests)


def main() -> None:
    """Measure, print, write."""
    asked = parser(__doc__)
    asked.add_argument("--requests", type=int, default=200)
    given = asked.parse_args()
    compare(given, measured, {"requests_of_each": given.requests})


if __name__ == "__main__":
    main()
