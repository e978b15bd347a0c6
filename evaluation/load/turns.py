"""How long a turn takes for a learner: from sending a message to the bot's answer, through the chat API.

Run against a running assistant: `scripts/service-python -m evaluation.load.turns --url http://127.0.0.1:8080`.
Measures one learner alone; then `--learners` one after another, which is the baseline; then the same at once.
Each holds the intake and goes on talking, `--turns` turns in all. Prints JSON (milliseconds) to standard
output; `--out FILE` writes it as well. A turn with a notice, an apology or no answer counts as an error. With
`--pause` learners wait between turns as people do; without it they write as fast as they can.
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
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.chat import Learner

Step = Callable[[Learner], Awaitable[list[dict[str, Any]]]]


def saying(words: str) -> Step:
    """A step in which the learner writes."""
    return lambda learner: learner.say(words)


def pressing(title: str) -> Step:
    """A step in which the learner presses the newest button of this title."""
    return lambda learner: learner.press(title)


def pressing_the_first(learner: Learner) -> Awaitable[list[dict[str, Any]]]:
    """A step in which the learner takes the first answer that the open question offers."""
    assert learner.asking, "no question is open"
    title: str = learner.last["buttons"][0]["title"]
    return learner.press(title)


INTAKE: tuple[Step, ...] = (
    pressing("Etsin koulutusta"),
    saying("hoitoalalle"),
    saying("asun Oulussa"),
    pressing_the_first,
    pressing_the_first,
)
AFTERWARDS: tuple[Step, ...] = tuple(
    saying(words)
    for words in (
        "mitä tarkoitat",
        "onko alalla töitä",
        "entä Kemissä",
        "haluaisin iltaopintoja",
        "kiitos",
    )
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
        for step in itertools.islice(itertools.chain(INTAKE, itertools.cycle(AFTERWARDS)), turns):
            started = time.perf_counter()
            try:
                answer = await step(learner)
            except (aiohttp.ClientError, TimeoutError, AssertionError) as error:
                print(f"turn failed: {type(error).__name__}: {error}", file=sys.stderr)
                sample.errors += 1
                continue
            if answer and all(message["from"] == "bot" for message in answer):
                sample.seconds.append(time.perf_counter() - started)
            else:
                sample.errors += 1
            await asyncio.sleep(pause)


async def at_once(url: str, learners: int, turns: int, pause: float) -> dict[str, Any]:
    """Let so many learners talk at once."""
    sample = Sample()
    started = time.perf_counter()
    await asyncio.gather(*(converse(url, turns, pause, sample) for _ in range(learners)))
    return sample.summary(time.perf_counter() - started)


async def one_after_another(url: str, learners: int, turns: int, pause: float) -> dict[str, Any]:
    """Let the same learners talk, each when the one before has finished."""
    sample = Sample()
    started = time.perf_counter()
    for _ in range(learners):
        await converse(url, turns, pause, sample)
    return sample.summary(time.perf_counter() - started)


async def measure(url: str, learners: int, turns: int, pause: float) -> dict[str, Any]:
    """Warm up, then one learner alone, then many: one after another, and at once."""
    await at_once(url, 1, len(INTAKE), 0.0)
    return {
        "machine": {"cpus": cpus(), "python": platform.python_version(), "load_before": os.getloadavg()[0]},
        "learners": learners,
        "turns_of_each": turns,
        "pause_seconds": pause,
        "one_learner": await at_once(url, 1, turns, pause),
        "one_after_another": await one_after_another(url, learners, turns, pause),
        "at_once": await at_once(url, learners, turns, pause),
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
