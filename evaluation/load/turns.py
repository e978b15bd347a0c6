"""How long a turn takes for a learner: from sending a message to the bot's answer, through the chat API.

Run against a running assistant: `scripts/service-python -m evaluation.load.turns --url http://127.0.0.1:8080`.
Measures one learner alone, then `--learners` at once, each with `--turns` turns. Prints JSON (milliseconds)
to standard output; `--out FILE` writes it as well. A turn with a notice, an apology or no answer counts as an
error. With `--pause` learners wait between turns as people do; without it they write as fast as they can.
"""

import argparse
import asyncio
import itertools
import json
import math
import os
import platform
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.chat import Learner

SENTENCES = (
    "moi",
    "etsin koulutusta",
    "haluaisin hoitoalalle",
    "asun Oulussa",
    "olen työtön",
    "en tiedä",
    "mitä tarkoitat",
    "peruskoulu on käyty",
    "onko alalla töitä",
    "kiitos",
)
LONGEST_TURN_SECONDS = 60.0


@dataclass(slots=True)
class Sample:
    """The turns of one run: seconds of each answered turn, and how many went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0

    def summary(self, wall_seconds: float) -> dict[str, Any]:
        """The figures of the run, times in milliseconds."""
        turns = len(self.seconds) + self.errors
        return {
            "turns": turns,
            "errors": self.errors,
            "p50_ms": round(percentile(self.seconds, 0.5) * 1000, 1),
            "p95_ms": round(percentile(self.seconds, 0.95) * 1000, 1),
            "max_ms": round(max(self.seconds, default=math.nan) * 1000, 1),
            "turns_per_second": round(turns / wall_seconds, 1),
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank); nan for no values."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


async def converse(url: str, turns: int, pause: float, sample: Sample) -> None:
    """One learner's whole conversation."""
    timeout = aiohttp.ClientTimeout(total=LONGEST_TURN_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        learner = await Learner.arrive(session, url)
        for sentence in itertools.islice(itertools.cycle(SENTENCES), turns):
            started = time.perf_counter()
            try:
                answer = await learner.say(sentence)
            except (aiohttp.ClientError, TimeoutError, AssertionError) as error:
                print(f"turn failed: {type(error).__name__}", file=sys.stderr)
                sample.errors += 1
                continue
            if answer and all(message["from"] == "bot" for message in answer):
                sample.seconds.append(time.perf_counter() - started)
            else:
                sample.errors += 1
            await asyncio.sleep(pause)


async def run(url: str, learners: int, turns: int, pause: float) -> dict[str, Any]:
    """Let so many learners talk at once."""
    sample = Sample()
    started = time.perf_counter()
    await asyncio.gather(*(converse(url, turns, pause, sample) for _ in range(learners)))
    return sample.summary(time.perf_counter() - started)


async def measure(url: str, learners: int, turns: int, pause: float) -> dict[str, Any]:
    """Warm up, then one learner alone, then many at once."""
    await run(url, 1, 3, 0.0)
    return {
        "machine": {"cpus": cpus(), "python": platform.python_version(), "pause_seconds": pause},
        "one_learner": await run(url, 1, turns, pause),
        f"{learners}_learners": await run(url, learners, turns, pause),
    }


def cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main() -> None:
    """Measure, print, and write where `--out` says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="address of the gateway")
    parser.add_argument("--learners", type=int, default=20, help="learners at once (20)")
    parser.add_argument("--turns", type=int, default=20, help="turns of each learner (20)")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between a learner's turns (0)")
    parser.add_argument("--out", type=Path, help="also write the figures into this file")
    given = parser.parse_args()
    figures = asyncio.run(measure(given.url.rstrip("/"), given.learners, given.turns, given.pause))
    text = json.dumps(figures, indent=2)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
