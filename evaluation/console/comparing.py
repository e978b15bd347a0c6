"""A checkout of the console measured, and another beside it in turns, so that both have the same hours."""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
UNLIMITED = {f"SUUNTA_RATE_{name}": "100000/second" for name in ("MESSAGES", "REQUESTS", "CONVERSATIONS")}

# Measures the gateway at an address, which is a process of a number, as the arguments ask.
Measure = Callable[[str, int, argparse.Namespace], Coroutine[Any, Any, dict[str, Any]]]


def parser(description: str | None) -> argparse.ArgumentParser:
    """The arguments that every measure of the console has."""
    asked = argparse.ArgumentParser(description=description)
    asked.add_argument("--before", type=Path, help="a second checkout")
    asked.add_argument("--counsellors", type=int, default=50)
    asked.add_argument("--conversations", type=int, default=500)
    asked.add_argument("--times", type=int, default=1)
    asked.add_argument("--out", type=Path)
    return asked


def compare(given: argparse.Namespace, measure: Measure, about: Mapping[str, Any]) -> None:
    """Measure each checkout in turns, print each run, write all with their medians; `about` says of what."""
    checkouts = {**({"before": given.before.resolve()} if given.before else {}), "now": ROOT}
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in checkouts}
    for _ in range(given.times):
        for name, checkout in checkouts.items():
            with served(checkout, given.counsellors) as (url, process):
                found = asyncio.run(measure(url, process, given))
            runs[name].append(found)
            print(name, json.dumps(found), flush=True)
    report = {
        "counsellors": given.counsellors,
        "conversations": given.conversations,
        **about,
        "medians": {
            name: {key: statistics.median(one[key] for one in found) for key in found[0]}
            for name, found in runs.items()
        },
        "runs": runs,
    }
    if given.out:
        given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


@contextmanager
def served(checkout: Path, counsellors: int) -> Iterator[tuple[str, int]]:
    """A gateway of a checkout; its address and its process."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("serve.py")), str(counsellors)],
        cwd=checkout,
        env={**os.environ, **UNLIMITED, "PYTHONPATH": str(checkout)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin and process.stdout
    try:
        yield next(line.strip() for line in process.stdout if line.startswith("http")), process.pid
    finally:
        process.stdin.close()
        process.wait(timeout=30)
