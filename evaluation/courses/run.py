"""Measures the course search beside its baselines on catalogues of several sizes, in one run.

    .venv/service/bin/python -m evaluation.courses.run        # the embedded catalogue and SIZES
    .venv/service/bin/python -m evaluation.courses.run 10000  # the embedded catalogue and 10,000

Needs PostgreSQL's programs: a throw-away cluster is made. Writes results.md, results.json and cost.png.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from backends.courses.catalogue import CATALOGUE_FOLDER, load_catalogue
from backends.courses.search.engine import CourseSearch, SearchRequest
from evaluation.courses.generated import generated
from evaluation.courses.honesty import honesty
from evaluation.courses.judgements import DEPTH, Judged, read_queries
from evaluation.courses.measure import Score, best_gains, measured
from evaluation.courses.picture import draw
from evaluation.courses.systems import POSTGRESQL, SQLITE, systems, versions
from tests.support.postgresql import running_cluster

FOLDER = Path(__file__).parent
SIZES = (10_000, 50_000, 200_000)
_ROUNDS = 3
_TOO_SLOW = 100.0  # milliseconds
_PARTS = {
    "all": "",
    "dev": ", seen half",
    "held": ", held half",
    "fresh": ", fresh queries",
    "second": ", second fresh queries",
    "third": ", third fresh queries",
    "fourth": ", fourth fresh queries",
    "fifth": ", fifth fresh queries",
}
_QUALITY = "queries | nDCG@10 | nDCG@10, distinct courses | fits in top 3 | empty"


@dataclass(frozen=True)
class Cost:
    """What a system costs at a size."""

    system: str
    offers: int
    index_seconds: float
    megabytes: float | None
    p50: float
    p95: float
    p99: float
    processor_p95: float
    index_processor: float
    load: float


def main() -> None:
    """Runs everything and writes the results."""
    catalogue, queries = load_catalogue(CATALOGUE_FOLDER), read_queries()
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    costs: list[Cost] = []
    parts: list[str] = []
    with running_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        for size in (len(catalogue), *sizes):
            offers = list(islice(generated(catalogue), size))
            gains = best_gains(queries, offers)
            lines, engines = [], dict[str, CourseSearch]()
            for name, make in systems(Path(folder), cluster).items():
                gc.collect()
                if too_slow(name, costs):
                    continue
                began, used = time.perf_counter(), time.process_time()
                opened = make(offers)
                seconds, used = time.perf_counter() - began, time.process_time() - used
                scores = measured(opened.search, queries, gains, _ROUNDS if opened.engine else 0)
                latency = (*scores["all"].latency(), scores["all"].processor_p95())
                costs.append(
                    Cost(name, size, seconds, opened.megabytes, *latency, used, round(os.getloadavg()[0], 1))
                )
                lines += _rows(name, scores)
                if opened.engine:
                    engines[name] = opened.engine
                if name == SQLITE and size == len(catalogue):
                    registers = _by_register(scores)
                print(costs[-1], scores["all"].quality(), scores["held"].quality(), flush=True)
            parts += [f"## {size:,} offers", "", *_header(f"system | {_QUALITY}"), *lines, ""]
            parts += [*_same(engines, queries), *honesty(engines[SQLITE], queries), ""]
        about = [
            "# Course search: measured in one run",
            "",
            *_about(len(queries)),
            "An offer that differs in place or provider alone counts once in the column of distinct courses.",
            f"Python {platform.python_version()}, {versions(cluster)}, {os.cpu_count()} cores,"
            f" load {os.getloadavg()[1]:.1f}. Offers beyond {len(catalogue):,} are generated (generated.py).",
            "",
        ]
    parts += ["## Suunta by register, embedded catalogue", "", *registers, "", *_cost_table(costs)]
    parts += ["", "![p95 against the number of offers](cost.png)", ""]
    (FOLDER / "results.md").write_text("\n".join((*about, *parts)), encoding="utf-8")
    (FOLDER / "results.json").write_text(
        json.dumps([asdict(cost) for cost in costs], indent=1) + "\n", encoding="utf-8"
    )
    draw(costs, FOLDER / "cost.png")


def _about(queries: int) -> list[str]:
    """What is to be known of the judged queries."""
    return [
        f"{queries} judged queries (queries.yml), at commit {commit()}. Only what a first look found",
        "tells of unseen queries (first-looks.md): after each look its errors were read, and the search was",
        "mended for all alike. On our catalogue a fitting offer stood among the first three for 35 of 40",
        "(second set), 86 of 94 (third) and 38 of 40 (fourth) when first asked. Below is the mended search.",
    ]


def commit() -> str:
    """The commit that is measured, with a plus where files differ from it."""

    def told(*arguments: str) -> str:
        git = ("git", "-C", str(FOLDER), *arguments)
        return subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()

    changed = told("status", "--porcelain", "--untracked-files=no")
    return told("rev-parse", "--short=7", "HEAD") + ("+" if changed else "")


def too_slow(name: str, costs: Sequence[Cost]) -> bool:
    """Whether a baseline took so long at the size before that the next would take many minutes."""
    before = [cost for cost in costs if cost.system == name]
    return bool(before) and not name.startswith("Suunta") and before[-1].p50 > _TOO_SLOW


def _rows(name: str, scores: dict[str, Score]) -> list[str]:
    return [f"| {name}{half} | {' | '.join(scores[key].quality())} |" for key, half in _PARTS.items()]


def _by_register(scores: dict[str, Score]) -> list[str]:
    registers = sorted(scores.keys() - _PARTS.keys())
    return [
        *_header(f"register | {_QUALITY}"),
        *(f"| {name} | {' | '.join(scores[name].quality())} |" for name in registers),
    ]


def _cost_table(costs: Sequence[Cost]) -> list[str]:
    lines = [
        "## Cost",
        "",
        f"Ours: {DEPTH} hits, each query {_ROUNDS} times after a first time. Others: 100 hits, once.",
        "Others used the machine as well (load, on two cores). Times of processor are those of this process,",
        "without PostgreSQL's. A baseline with a p50 over 100 ms is left out of larger sizes.",
        "",
    ]
    lines += _header(
        "system | offers | indexed in s | of processor | MB on disk | p50 ms | p95 ms | p99 ms"
        " | p95 of processor, ms | load"
    )
    for cost in costs:
        size = "in memory" if cost.megabytes is None else f"{cost.megabytes:,.0f}"
        lines.append(
            f"| {cost.system} | {cost.offers:,} | {cost.index_seconds:.1f} |"
            f" {cost.index_processor:.1f} | {size} | {cost.p50:.1f} | {cost.p95:.1f} | {cost.p99:.1f} |"
            f" {cost.processor_p95:.1f} | {cost.load:.1f} |"
        )
    return lines


def _same(engines: dict[str, CourseSearch], queries: Sequence[Judged]) -> list[str]:
    """How many queries both databases answer with the same offers in the same order."""
    same = sum(
        [hit.offer.id for hit in engines[SQLITE].search(request).hits]
        == [hit.offer.id for hit in engines[POSTGRESQL].search(request).hits]
        for request in (SearchRequest(judged.text, limit=DEPTH) for judged in queries)
    )
    return [f"Queries that both databases answer alike, offer by offer: {same} of {len(queries)}."]


def _header(columns: str) -> list[str]:
    return [f"| {columns} |", "|" + "---|" * len(columns.split(" | "))]


if __name__ == "__main__":
    main()
