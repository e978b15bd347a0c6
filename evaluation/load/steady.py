"""Learners who talk at their own pace: the bar of 50 learners, three turns a second, ten minutes.

Run against a running assistant: `scripts/service-python -m evaluation.load.steady --url http://127.0.0.1:8080`.
Each learner has an address of their own (127.0.x.y), thinks between turns, and begins anew after `--turns`
turns. Turn times are the learner's, from sending to the answer. The share of each stage comes from the
gateway's /metrics. `--rate` is turns a second of all learners together; `--out` writes the figures,
`--picture` draws them.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from evaluation.load.turns import AFTERWARDS, INTAKE, cpus, percentile
from tests.support.chat import Learner

COMPARED = 40
LEAST_GAP_SECONDS = 0.07  # below the rate limit of a conversation
STAGES = ("queue", "engine", "store", "whole")


@dataclass(slots=True)
class Run:
    """What has been measured: when each turn ended and how long it took (s), and what went wrong."""

    turns: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notices: int = 0


async def talk(url: str, number: int, gap: float, turns: int, until: float, run: Run) -> None:
    """One seat: learners come one after another until the time is over."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, gap))
    address = f"127.0.{1 + number // 200}.{1 + number % 200}"
    while time.monotonic() < until:
        connector = aiohttp.TCPConnector(local_addr=(address, 0))
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            try:
                await _converse(session, url, chance, gap, turns, until, run)
            except (aiohttp.ClientError, TimeoutError, AssertionError) as error:
                run.errors.append(f"{type(error).__name__}: {error}"[:120])
                await asyncio.sleep(gap)


async def _converse(
    session: aiohttp.ClientSession,
    url: str,
    chance: random.Random,
    gap: float,
    turns: int,
    until: float,
    run: Run,
) -> None:
    learner = await Learner.arrive(session, url)
    for number in range(turns):
        if time.monotonic() >= until:
            return
        step = INTAKE[number] if number < len(INTAKE) else chance.choice(AFTERWARDS)
        began = time.perf_counter()
        answer = await step(learner)
        taken = time.perf_counter() - began
        run.turns.append((time.monotonic(), taken))
        run.notices += sum(message["from"] == "system" for message in answer)
        if not any(message["from"] == "bot" for message in answer):
            run.errors.append("no answer of the bot")
        await asyncio.sleep(max(0.0, chance.expovariate(1 / gap) - taken))


async def stages(url: str) -> dict[str, tuple[float, float]]:
    """Sum of seconds and number of each stage, as the gateway has counted them so far."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as answer:
        text = await answer.text()
    found = dict.fromkeys(STAGES, (0.0, 0.0))
    for family in text_string_to_metric_families(text):
        if family.name == "suunta_turn_stage_seconds":
            values = {
                (sample.name, sample.labels.get("stage", "")): sample.value for sample in family.samples
            }
            for stage in STAGES:
                found[stage] = (
                    values.get((f"{family.name}_sum", stage), 0.0),
                    values.get((f"{family.name}_count", stage), 0.0),
                )
    return found


async def measure(
    url: str, learners: int, rate: float, minutes: float, turns: int
) -> tuple[dict[str, Any], Run]:
    """Let the learners talk; return the figures and all turns."""
    before, load = await stages(url), os.getloadavg()[0]
    run, began = Run(), time.monotonic()
    until = began + minutes * 60
    gap = learners / rate
    await asyncio.gather(*(talk(url, number, gap, turns, until, run) for number in range(learners)))
    seconds = [taken for _, taken in run.turns]
    after = await stages(url)
    means = {
        stage: round(
            1000 * (after[stage][0] - before[stage][0]) / max(1.0, after[stage][1] - before[stage][1]), 1
        )
        for stage in STAGES
    }
    figures = {
        "machine": {
            "cpus": cpus(),
            "python": platform.python_version(),
            "load_before": round(load, 2),
            "load_after": round(os.getloadavg()[0], 2),
        },
        "learners": learners,
        "minutes": minutes,
        "turns": len(seconds),
        "turns_per_second": round(len(seconds) / (time.monotonic() - began), 2),
        "p50_ms": round(1000 * percentile(seconds, 0.5)),
        "p95_ms": round(1000 * percentile(seconds, 0.95)),
        "p99_ms": round(1000 * percentile(seconds, 0.99)),
        "max_ms": round(1000 * max(seconds, default=0.0)),
        "errors": len(run.errors),
        "error_kinds": sorted(set(run.errors))[:5],
        "notices": run.notices,
        "mean_ms_by_stage": means,
    }
    return figures, run


async def long_conversation(url: str, turns: int) -> dict[str, Any]:
    """One learner's whole conversation of many turns: is the last as quick as the fifth?

    The last 40 turns alternate with turns 6 to 45 of a learner who has just come, so that whatever else the
    machine does meets both alike.
    """
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        old, young = [await Learner.arrive(session, url) for _ in range(2)]
        for number in range(turns - COMPARED):
            await _timed(old, number)
        for number in range(len(INTAKE)):
            await _timed(young, number)
        early, late = [], []
        for number in range(COMPARED):
            early.append(await _timed(young, len(INTAKE) + number))
            late.append(await _timed(old, turns - COMPARED + number))
    return {
        "turns": turns,
        "p50_ms_of_turns_6_to_45": round(1000 * percentile(early, 0.5), 1),
        "p50_ms_of_last_40": round(1000 * percentile(late, 0.5), 1),
        "p95_ms_of_turns_6_to_45": round(1000 * percentile(early, 0.95), 1),
        "p95_ms_of_last_40": round(1000 * percentile(late, 0.95), 1),
        "ratio_of_p95": round(percentile(late, 0.95) / percentile(early, 0.95), 2),
    }


async def _timed(learner: Learner, number: int) -> float:
    """Take a turn; return its seconds."""
    step = INTAKE[number] if number < len(INTAKE) else AFTERWARDS[number % len(AFTERWARDS)]
    began = time.perf_counter()
    await step(learner)
    taken = time.perf_counter() - began
    await asyncio.sleep(max(0.0, LEAST_GAP_SECONDS - taken))
    return taken


def draw(figures: dict[str, Any], run: Run, path: Path) -> None:
    """Turn times over the run, and where the time of a turn goes."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    start = run.turns[0][0]
    page, (over_time, by_stage) = pyplot.subplots(1, 2, figsize=(11, 4), width_ratios=(3, 1))
    over_time.scatter(
        [(at - start) / 60 for at, _ in run.turns], [1000 * s for _, s in run.turns], s=4, alpha=0.4
    )
    over_time.axhline(figures["p95_ms"], color="tab:red", label=f"p95 {figures['p95_ms']} ms")
    over_time.set(xlabel="minutes", ylabel="turn, ms", ylim=(0, None))
    over_time.legend()
    means = figures["mean_ms_by_stage"]
    shown = {"queue": means["queue"], "engine with actions": means["engine"], "store": means["store"]}
    rest = means["whole"] - sum(shown.values())
    bottom = 0.0
    for name, value in {**shown, "rest of the gateway": max(0.0, rest)}.items():
        by_stage.bar(["mean turn"], [value], bottom=bottom, label=f"{name} {value:.0f} ms")
        bottom += value
    by_stage.set(ylabel="ms", ylim=(0, 1.5 * bottom))
    by_stage.legend(loc="upper right", fontsize=8)
    page.suptitle(f"{figures['learners']} learners, {figures['turns_per_second']} turns a second")
    page.tight_layout()
    page.savefig(path, dpi=110)


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="address of the gateway")
    parser.add_argument("--learners", type=int, default=50)
    parser.add_argument("--rate", type=float, default=3.0, help="turns a second of all together (3)")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--turns", type=int, default=20, help="turns of one conversation (20)")
    parser.add_argument("--long", type=int, default=0, help="then one conversation of so many turns")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    url = given.url.rstrip("/")
    figures, run = asyncio.run(measure(url, given.learners, given.rate, given.minutes, given.turns))
    if given.long:
        figures["long_conversation"] = asyncio.run(long_conversation(url, given.long))
    text = json.dumps(figures, indent=2, ensure_ascii=False)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    if given.picture:
        draw(figures, run, given.picture)


if __name__ == "__main__":
    main()
